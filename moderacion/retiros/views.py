"""Form to send a pedido de retiro, and the page where it is decided."""

from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page

from moderacion.models import PedidoDeRetiro
from moderacion.queries import moderates
from tableros.alcance import names_of, portales_of
from tableros.filas import how_long

from .filas import url_of
from .forms import NegarForm, PedirForm
from .pedidos import ask, refuse, retire, withdraw
from .queries import decides, edits, may_ask, waiting


def _edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


class PedirView(WagtailAdminTemplateMixin, FormView):
    """Form for editors of a page who may not retire it themselves."""

    page_title = gettext_lazy("Pedir que se retire")
    header_icon = "download"
    template_name = "moderacion/retiros/pedir.html"
    form_class = PedirForm

    @cached_property
    def page(self):
        return get_object_or_404(Page, pk=self.kwargs["page_id"]).specific_deferred

    def dispatch(self, request, *args, **kwargs):
        tester = self.page.permissions_for_user(request.user)
        if not tester.can_edit():
            raise PermissionDenied
        tell = messages.info if request.method == "GET" else messages.warning
        if not self.page.live:
            tell(request, _("La página no está publicada: no hay nada que retirar."))
            return redirect(_edit_url(self.page))
        if not may_ask(tester):
            # The user may retire the page themselves: lead to Wagtail's own form.
            return redirect("wagtailadmin_pages:unpublish", self.page.pk)
        if pedido := waiting().filter(pagina=self.page.pk).first():
            tell(request, _("Ya se pidió retirar esta página."))
            return redirect(url_of(pedido))
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            pedido = ask(self.page, **form.cleaned_data, user=self.request.user)
        except ValidationError as error:
            messages.error(self.request, " ".join(error.messages))
            return redirect(_edit_url(self.page))
        text = _(
            "«%(titulo)s»: se pidió a la moderación que la retire. Le diremos por correo qué "
            "decide; hasta entonces los ciudadanos la siguen viendo."
        )
        messages.success(
            self.request,
            text % {"titulo": self.page.get_admin_display_title()},
            buttons=[messages.button(url_of(pedido), _("Ver el pedido"))],
        )
        return redirect(_edit_url(self.page))

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_header_title()}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "pagina": self.page,
            "volver_url": _edit_url(self.page),
        }


class RetiroView(WagtailAdminTemplateMixin, TemplateView):
    """Shows a pedido and its reason, takes the decision, and later shows the outcome."""

    page_title = gettext_lazy("Pedido de retiro")
    header_icon = "download"
    template_name = "moderacion/retiros/pedido.html"

    @cached_property
    def pedido(self):
        found = PedidoDeRetiro.objects.select_related("pagina")
        return get_object_or_404(found, pk=self.kwargs["pedido_id"])

    @property
    def page(self):
        return self.pedido.pagina

    def dispatch(self, request, *args, **kwargs):
        if not (edits(request.user, self.page) or self.decides):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        decision = request.POST.get("decision")
        if decision not in ("retirar", "negar", "anular"):
            raise BadRequest("unknown decision")
        if not (self.is_own if decision == "anular" else self.decides or not self.waits):
            raise PermissionDenied
        if decision == "negar" and not self.form.is_valid():
            messages.error(request, _("Escriba por qué no se retira."))
            return self.get(request, *args, **kwargs)
        try:
            said = self._decide(decision)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(url_of(self.pedido))
        messages.success(request, said % {"titulo": self.page.get_admin_display_title()})
        if decision == "anular":
            return redirect(_edit_url(self.page))
        return redirect("moderacion:cola" if moderates(request.user) else url_of(self.pedido))

    def _decide(self, decision):
        user = self.request.user
        if decision == "retirar":
            retire(self.pedido, user=user, with_descendants="debajo" in self.request.POST)
            return _("«%(titulo)s»: retirada. Los ciudadanos ya no la ven; queda como borrador.")
        if decision == "negar":
            refuse(self.pedido, self.form.cleaned_data["comentario"], user=user)
            return _("«%(titulo)s»: sigue publicada. Se lo diremos a quien pidió retirarla.")
        withdraw(self.pedido, user=user)
        return _("«%(titulo)s»: el pedido se anuló. La página sigue publicada.")

    @property
    def waits(self):
        return self.pedido.estado == PedidoDeRetiro.Estado.ESPERA

    @property
    def is_own(self):
        return self.pedido.pedido_por_id == self.request.user.pk

    @cached_property
    def decides(self):
        return decides(self.request.user, self.page)

    @cached_property
    def form(self):
        return NegarForm(self.request.POST if self.request.method == "POST" else None)

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_header_title()}]

    def get_context_data(self, **kwargs):
        pedido, user = self.pedido, self.request.user
        names = names_of(user, [pedido.pedido_por_id, pedido.decidido_por_id])
        decides_now = self.waits and self.decides
        return super().get_context_data(**kwargs) | {
            "pedido": pedido,
            "pagina": self.page,
            "portal": portales_of(user).get_name(self.page.path),
            "autor": names.get(pedido.pedido_por_id),
            "quien": names.get(pedido.decidido_por_id),
            "tiempo": how_long(pedido.pedido),
            "espera": self.waits,
            "decide": decides_now,
            "debajo": self.page.get_descendants().live().count() if decides_now else 0,
            "es_propio": self.waits and self.is_own,
            "form": self.form,
            "editar_url": _edit_url(self.page) if edits(user, self.page) else "",
        }
