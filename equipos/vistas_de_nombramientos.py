"""What waits for a second person: who is to be let into a group that opens cases."""

from django.http import Http404, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from .gestion import keeps_accounts
from .mixins import GestionMixin
from .models import Nombramiento
from .nombramientos import OtroCorreoError, YaDecididoError, confirm, reject


class KeepersMixin(GestionMixin):
    """For those who keep accounts, and for nobody else."""

    def dispatch(self, request, *args, **kwargs):
        if not keeps_accounts(request.user):
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)


class NombramientosView(KeepersMixin, WagtailAdminTemplateMixin, TemplateView):
    template_name = "equipos/nombramientos.html"
    page_title = gettext_lazy("Por confirmar")
    header_icon = "check"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self):
        people = {"url": reverse("wagtailusers_users:index"), "label": _("Equipo")}
        return [*super().get_breadcrumbs_items(), people, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(nombramientos=self.gestion.nombramientos, **kwargs)


class DecisionView(KeepersMixin, View):
    model = Nombramiento

    @cached_property
    def decisions(self):
        return {
            "confirmar": (confirm, _("Se confirmó: %(nombre)s entra en «%(grupo)s».")),
            "rechazar": (reject, _("Se rechazó: %(nombre)s no entra en «%(grupo)s».")),
        }

    def get(self, request, pk):
        return redirect("nombramientos")

    def post(self, request, pk):
        row = get_object_or_404(self.gestion.nombramientos, pk=pk)
        if request.POST.get("decision") not in self.decisions:
            return HttpResponseBadRequest()
        decide, message = self.decisions[request.POST["decision"]]
        names = {"nombre": get_user_display_name(row.persona), "grupo": row.grupo.name}
        try:
            decide(row, por=request.user, correo=request.POST.get("correo"))
        except YaDecididoError:
            raise Http404 from None
        except OtroCorreoError:
            message = _(
                "No se confirmó: el correo de %(nombre)s es otro desde que usted abrió esta "
                "página. Compruebe que es suyo."
            )
            messages.error(request, message % names)
            return redirect("nombramientos")
        messages.success(request, message % names)
        return redirect("nombramientos")
