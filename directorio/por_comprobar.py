"""What citizens have reported as wrong, for whoever works on the entity."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from aislamiento.scope import scope_of
from base.columnas import FechaColumn

from .informes import seen_by
from .models import InformeDeDato


class EntidadColumn(Column):
    cell_template_name = "directorio/admin/entidad_cell.html"


class PorComprobarView(ReportView):
    """The open reports of citizens about the entities on which somebody works."""

    model = InformeDeDato
    page_title = _("Datos por comprobar")
    header_icon = "warning"
    index_url_name = "informes_de_datos:index"
    index_results_url_name = "informes_de_datos:index_results"
    columns = [
        EntidadColumn("entidad", label=_("Entidad")),
        Column("dato", label=_("Dato")),
        Column("que_pasa", label=_("Qué pasa")),
        Column("veces", label=_("Personas que lo dicen")),
        FechaColumn("ultimo", label=_("Último aviso")),
    ]
    list_export = ["entidad.title", "dato", "que_pasa", "veces", "ultimo"]
    export_headings = {
        "entidad.title": _("Entidad"),
        "dato": _("Dato"),
        "que_pasa": _("Qué pasa"),
        "veces": _("Personas que lo dicen"),
        "ultimo": _("Último aviso"),
    }
    no_results_message = _("Nadie ha avisado de datos equivocados.")

    def get_queryset(self):
        return seen_by(scope_of(self.request.user))

    def decorate_paginated_queryset(self, object_list):
        for informe in object_list:
            informe.que_pasa = informe.get_clase_display()
        return object_list
