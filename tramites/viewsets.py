"""Admin views where a municipality confirms the trámites that the province has changed."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.views.generic import BaseListingView
from wagtail.admin.views.generic.models import RevisionsCompareView
from wagtail.log_actions import log

from tableros.menu_entries import MenuGroup
from tableros.panels import PendientesPanel
from tableros.reports import ReportViewSet, Screen
from tableros.views import ContadoMixin

from .confirmacion import CONFIRMAR, make_filas, pending
from .models import TramiteLocalPage, TramitesIndexPage


class PorConfirmarView(ContadoMixin, BaseListingView):
    """List of the trámites locales that the user may confirm."""

    results_template_name = "tramites/admin/por_confirmar_results.html"
    paginate_by = 30
    counted = gettext_lazy("trámite"), gettext_lazy("trámites")
    no_results_message = gettext_lazy("No hay trámites por confirmar.")

    def get_base_queryset(self):
        return pending(self.request.user)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"filas": make_filas(context["object_list"], self.request.user)}


class ConfirmarView(RevisionsCompareView):
    """Comparison of the confirmed text with the published one, with a button to confirm it."""

    model = TramiteLocalPage
    http_method_names = ["get", "head", "post"]
    template_name = "tramites/admin/confirmar.html"
    page_title = gettext_lazy("Confirmar")

    def setup(self, request, pk):
        self.local = get_object_or_404(
            TramiteLocalPage.objects.select_related("canonico", "revision_confirmada"), pk=pk
        )
        confirmed = self.local.revision_confirmada_id
        super().setup(request, pk, confirmed or "live", "live")

    def get_object(self, queryset=None):
        if self.local.canonico is None or not self.local.canonico.live:
            raise Http404
        return self.local.canonico

    def get_edit_handler(self):
        return self.object.get_edit_handler()

    def dispatch(self, request, *args, **kwargs):
        if not self.local.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def header_buttons(self):
        return []

    def get_page_subtitle(self):
        return self.local.get_admin_display_title()

    def get_breadcrumbs_items(self):
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, here]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "local": self.local,
            "leida": self.object.live_revision_id,
            "editar_url": reverse("wagtailadmin_pages:edit", args=[self.local.pk]),
        }

    def post(self, request, *args, **kwargs):
        if request.POST.get("leida") != str(self.object.live_revision_id):
            messages.warning(
                request,
                _("La provincia lo cambió otra vez mientras usted leía. Lea lo que dice ahora."),
            )
            return redirect("tramites:confirmar", self.local.pk)
        self.local.confirm()
        # The content of the page does not change: no revision, and nothing to moderate.
        TramiteLocalPage.objects.filter(pk=self.local.pk).update(
            revision_confirmada=self.local.revision_confirmada_id,
            confirmada_el=self.local.confirmada_el,
        )
        log(self.local, CONFIRMAR, user=request.user)
        messages.success(
            request, _("«%(titulo)s» quedó confirmado.") % {"titulo": self.local.title}
        )
        return redirect("tramites:por_confirmar")


class PorConfirmarPanel(PendientesPanel):
    """Panel of the admin's home page with the trámites locales that the user may confirm."""

    name = "por_confirmar"
    order = 150

    def find(self):
        return pending(self.user)

    def make_filas(self, found):
        return make_filas(found, self.user)


class PorConfirmarViewSet(ReportViewSet):
    name = "tramites"
    results_route = "results/"
    menu_label = gettext_lazy("Trámites por confirmar")
    icon = "form"
    menu_order = 910
    menu_group = MenuGroup.WANTING
    menu_description = gettext_lazy(
        "Trámites que la provincia cambió y el municipio no ha confirmado."
    )
    addresses = (
        Screen("por-confirmar/", PorConfirmarView, "por_confirmar"),
        Screen("confirmar/<int:pk>/", ConfirmarView, "confirmar", {"pk": TramiteLocalPage}),
    )
    written_on = (TramitesIndexPage, TramiteLocalPage)
    panel_class = PorConfirmarPanel
