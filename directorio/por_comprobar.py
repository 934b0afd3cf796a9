"""Admin report and panel with the informes of citizens, for the editors of the entidades."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from aislamiento.scope import scope_of
from tableros.alcance import editable_pages
from tableros.columnas import FechaColumn
from tableros.filas import Pendiente
from tableros.menu_entries import MenuGroup
from tableros.panels import PendientesPanel
from tableros.reports import ReportViewSet, Screen
from tableros.views import BaseReportView

from .informes import seen_by
from .models import DirectorioIndexPage, EntidadPage, InformeDeDato


class EntidadColumn(Column):
    cell_template_name = "directorio/admin/entidad_cell.html"


class PorComprobarView(BaseReportView):
    """Report of the open informes of citizens about the entidades in the user's scope."""

    model = InformeDeDato
    columns = [
        EntidadColumn("entidad", label=_("Entidad")),
        Column("dato", label=_("Dato")),
        Column("que_pasa", label=_("Qué pasa")),
        Column("veces", label=_("Personas que lo dicen")),
        FechaColumn("ultimo", label=_("Último aviso")),
    ]
    no_results_message = _("Nadie ha avisado de datos equivocados.")

    def get_queryset(self):
        return seen_by(scope_of(self.request.user))

    def decorate(self, informe):
        informe.que_pasa = informe.get_clase_display()


class PorComprobarPanel(PendientesPanel):
    """Panel with the open informes about the entidades that the user may edit."""

    name = "por_comprobar"
    order = 140

    def find(self):
        own = editable_pages(self.user).order_by().values("pk")
        return seen_by(scope_of(self.user)).filter(entidad__in=own)

    def make_fila(self, informe):
        return Pendiente(
            pk=informe.entidad_id,
            titulo=informe.entidad.title,
            url=reverse("wagtailadmin_pages:edit", args=[informe.entidad_id]),
            datos=self.name_portal(informe.entidad),
            estado=[str(informe)],
        )


class PorComprobarViewSet(ReportViewSet):
    name = "informes_de_datos"
    url_prefix = "informes/datos"
    menu_label = _("Datos por comprobar")
    icon = "warning"
    menu_order = 50
    menu_group = MenuGroup.WANTING
    menu_description = _("Lo que la gente avisa que falla en el directorio.")
    addresses = (Screen("", PorComprobarView, "index"),)
    written_on = (DirectorioIndexPage, EntidadPage)
    panel_class = PorComprobarPanel
