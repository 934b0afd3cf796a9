"""Admin screen of the nombramientos that wait for a second user."""

from django import forms
from django.http import Http404, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from equipos.gestion import GestionMixin, keeps_accounts
from equipos.models import Nombramiento

from .rules import (
    OtroCorreoError,
    YaDecididoError,
    anybody_decides,
    confirm,
    portal_of_group,
    reject,
    take_back,
)


class RechazoForm(forms.Form):
    motivo = forms.CharField(
        label=gettext_lazy("Motivo, si lo rechaza"),
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy("Lo lee quien lo pidió, y queda en la ficha de la persona."),
        error_messages={"required": gettext_lazy("Escriba por qué: sin eso no se rechaza.")},
    )

    def __init__(self, row, *args, **kwargs):
        super().__init__(*args, auto_id=f"id_%s_{row.pk}", **kwargs)


class NombramientosView(GestionMixin, WagtailAdminTemplateMixin, TemplateView):
    """Only for users who manage accounts."""

    template_name = "equipos/nombramientos.html"
    page_title = gettext_lazy("Por confirmar")
    header_icon = "check"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not keeps_accounts(request.user):
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        people = {"url": reverse("wagtailusers_users:index"), "label": _("Equipo")}
        return [*super().get_breadcrumbs_items(), people, {"url": "", "label": self.page_title}]

    def get_context_data(self, forms_sent=None, **kwargs):
        sent = forms_sent or {}
        return super().get_context_data(
            nombramientos=[
                (row, sent.get(row.pk) or RechazoForm(row)) for row in self.gestion.nombramientos
            ],
            pedidos=[(row, _who_decides(row)) for row in self.gestion.pedidos],
            **kwargs,
        )


def _who_decides(row):
    """Return who can confirm a request, by role and without names."""
    if not anybody_decides([row]):
        return _(
            "No hay nadie más que pueda confirmarlo: pídalo a quien lleva el servidor, con "
            "«confirmar_nombramientos»."
        )
    if portal_of_group(row.grupo):
        return _(
            "Puede confirmarlo otra persona de la administración provincial, o quien coordina ese "
            "portal."
        )
    return _("Puede confirmarlo otra persona de la administración provincial.")


class DecisionView(NombramientosView):
    model = Nombramiento

    def get(self, request, pk):
        return redirect("nombramientos")

    def post(self, request, pk):
        decisions = {
            "confirmar": (self.confirm, self.gestion.nombramientos),
            "rechazar": (self.reject, self.gestion.nombramientos),
            "retirar": (self.take_back, self.gestion.pedidos),
        }
        if request.POST.get("decision") not in decisions:
            return HttpResponseBadRequest()
        decide, rows = decisions[request.POST["decision"]]
        row = get_object_or_404(rows, pk=pk)
        self.names = {"nombre": get_user_display_name(row.persona), "grupo": row.grupo.name}
        try:
            return decide(row) or redirect("nombramientos")
        except YaDecididoError:
            raise Http404 from None

    def confirm(self, row):
        try:
            confirm(row, por=self.request.user, correo=self.request.POST.get("correo"))
        except OtroCorreoError:
            message = _(
                "No se confirmó: el correo de %(nombre)s es otro desde que usted abrió esta "
                "página. Compruebe que es suyo."
            )
            messages.error(self.request, message % self.names)
        else:
            self.say(_("Se confirmó: %(nombre)s entra en «%(grupo)s»."))

    def reject(self, row):
        form = RechazoForm(row, self.request.POST)
        if not form.is_valid():
            messages.error(self.request, _("No se rechazó: escriba el motivo."))
            return self.render_to_response(self.get_context_data(forms_sent={row.pk: form}))
        is_ended = reject(row, por=self.request.user, motivo=form.cleaned_data["motivo"])
        self.say(_("Se rechazó: %(nombre)s no entra en «%(grupo)s»."), is_ended=is_ended)

    def take_back(self, row):
        is_ended = take_back(row)
        self.say(_("Ya no se pide: %(nombre)s no entra en «%(grupo)s»."), is_ended=is_ended)

    def say(self, message, *, is_ended=False):
        said = message % self.names
        if is_ended:
            said += " " + _("Su cuenta, que se hizo solo para eso, quedó desactivada.")
        messages.success(self.request, said)
