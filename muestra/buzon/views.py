"""«Correos de la demostración»: the mail that each person would have received, in the admin."""

from django.conf import settings
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column

from aislamiento.addresses import TEXT
from moderacion.reports import CORREOS, SEE_MAIL, policy
from tableros.menu_entries import MenuGroup
from tableros.reports import ReportViewSet, Screen
from tableros.views import BaseReportView, PantallaMixin

from .archivos import correo, correos


class AsuntoColumn(Column):
    cell_template_name = "muestra/buzon/celda.html"


class BuzonView(BaseReportView):
    counted = CORREOS
    results_template_name = "muestra/buzon/lista_results.html"
    is_searchable = True
    list_export = ()
    columns = [AsuntoColumn("asunto", label=gettext_lazy("Correo"))]

    no_results_message = gettext_lazy(
        "Todavía no hay ninguno. Envíe una noticia a moderación, o escriba desde un portal a "
        "Atención a la Población con una dirección de correo, y espere medio minuto."
    )
    no_matches_message = gettext_lazy("Ningún correo contiene eso.")

    def get_filtered_queryset(self):
        return [correo for correo in correos() if correo.holds(self.search_query)]


class CorreoView(PantallaMixin, TemplateView):
    template_name = "muestra/buzon/correo.html"

    @cached_property
    def correo(self):
        found = correo(self.kwargs["clave"])
        if found is None:
            raise Http404
        return found

    def get_page_title(self):
        return self.correo.asunto or _("(sin asunto)")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"correo": self.correo}


class BuzonViewSet(ReportViewSet):
    """Report of the demo for users with the permission to see mail: mail can set passwords."""

    name = "buzon"
    url_prefix = "informes/buzon"
    menu_label = gettext_lazy("Correos de la demostración")
    icon = "mail"
    menu_order = 910
    menu_group = MenuGroup.DONE
    menu_description = gettext_lazy("Lo que se habría enviado por correo.")
    is_total = True
    refusal = Http404
    addresses = (
        Screen("", BuzonView, "index"),
        Screen("<slug:clave>/", CorreoView, "correo", {"clave": TEXT}),
    )

    def may_enter(self, user):
        return settings.BUZON_ROOT is not None and policy.user_has_permission(user, SEE_MAIL)
