"""Report of the data missing in each trámite."""

from operator import attrgetter

from django.db.models import Exists, OuterRef, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import TitleColumn

from directorio.presencia.faltantes import FaltantesView, has, is_reviewed
from tableros.menu_entries import MenuGroup
from tableros.reports import ReportViewSet, Screen

from .models import (
    BaseLegal,
    Costo,
    OtraEntidad,
    Paso,
    Requisito,
    TramiteLocalPage,
    TramitePage,
    TramitesIndexPage,
)


def partes_de_tramite():
    unbacked = Costo.objects.filter(page=OuterRef("pk")).filter(Q(fuente="") | Q(fecha=None))
    repealed = BaseLegal.objects.filter(page=OuterRef("pk"), pagina__estado="derogada")
    has_entity = (
        Q(entidad__live=True)
        | Q(clase_de_entidad__isnull=False)
        | Exists(OtraEntidad.objects.filter(page=OuterRef("pk"), entidad__live=True))
    )
    has_term = Q(plazo_numero__isnull=False) | Q(plazo_unidad=TramitePage.Unidad.INMEDIATO)
    return {
        "con_entidad": (_("entidad"), has_entity),
        "con_requisitos": (_("qué llevar"), has(Requisito)),
        "con_pasos": (_("cómo se hace"), has(Paso)),
        "con_costo": (_("costo"), has(Costo)),
        "con_respaldo": (_("fuente y fecha del costo"), has(Costo) & ~Exists(unbacked)),
        "con_plazo": (_("plazo"), has_term),
        "con_base_legal": (_("base legal vigente"), has(BaseLegal) & ~Exists(repealed)),
        "al_dia": (_("revisión al día"), is_reviewed()),
    }


class FaltantesDeTramitesView(FaltantesView):
    """Report of the trámites in the user's scope, the least complete first."""

    model = TramitePage
    results_template_name = "tramites/admin/faltantes_results.html"
    columns = [
        TitleColumn("title", label=_("Trámite"), get_url=attrgetter("editar_url")),
        *FaltantesView.columns[1:],
    ]
    no_results_message = _(
        "Aquí se ven los trámites que usted escribe; los de la provincia los completa ella."
    )

    @cached_property
    def parts(self):
        return partes_de_tramite()


class FaltantesDeTramitesViewSet(ReportViewSet):
    name = "faltantes_de_tramites"
    url_prefix = "tramites/presencia"
    results_route = "results/"
    menu_label = _("Qué falta en los trámites")
    icon = "form"
    menu_order = 61
    menu_group = MenuGroup.WANTING
    menu_description = _("Los trámites sin plazo, costo, requisitos u otros datos.")
    addresses = (Screen("", FaltantesDeTramitesView, "index"),)
    written_on = (TramitesIndexPage, TramitePage, TramiteLocalPage)
