from itertools import islice

from django.forms import Media
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import ModelLogEntry, PageLogEntry

from tableros.menu_entries import MenuGroup
from tableros.reports import ReportViewSet, Screen
from tableros.views import BaseReportView

from .alcance import Alcance
from .entries import LectorDeAsientos
from .filters import BitacoraFilterSet
from .queries import Mezcla

_BATCH = 500


class BitacoraView(BaseReportView):
    """Report with the entries of both logs that the user may read."""

    results_template_name = "bitacora/index_results.html"
    filterset_class = BitacoraFilterSet
    counted = _("registro"), _("registros")
    is_searchable = True
    search_fields = ["label"]
    verbose_name_plural = _("registros")
    list_export = ["momento", "accion", "detalles", "objeto", "tipo", "portal", "persona"]
    export_headings = {
        "momento": _("Cuándo"),
        "accion": _("Qué se hizo"),
        "detalles": _("Detalles"),
        "objeto": _("En qué"),
        "tipo": _("Tipo"),
        "portal": _("Portal"),
        "persona": _("Quién"),
    }

    @cached_property
    def alcance(self):
        return Alcance(self.request.user)

    @cached_property
    def lectura(self):
        return LectorDeAsientos(self.alcance)

    def get_filterset_kwargs(self):
        return super().get_filterset_kwargs() | {"alcance": self.alcance}

    def get_filtered_queryset(self):
        """Return the keys of both logs, the newest first; each log is filtered separately."""
        return Mezcla(
            self.search_queryset(self.filter_queryset(self.alcance.rows(log_model)))
            for log_model in (ModelLogEntry, PageLogEntry)
        )

    def filter_queryset(self, queryset):
        """Apply the filters with a valid value; the screen names the others."""
        self.filters.is_valid()
        return self.filters.filter_queryset(queryset)

    @cached_property
    def senseless_filters(self):
        """Labels of the filters with an invalid value."""
        return [self.filters.form[name].label for name in self.filters.form.errors]

    def decorate_paginated_queryset(self, object_list):
        return self.lectura.read(object_list)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["senseless_filters"] = self.senseless_filters
        context["shows_portal"] = len(self.alcance.portales) > 1
        context["media"] += Media(css={"all": ["css/bitacora.css"]})
        return context

    def get(self, request, *args, **kwargs):
        if self.is_export and self.senseless_filters:
            query = request.GET.copy()
            del query["export"]
            return redirect(f"{self.index_url}?{query.urlencode()}")
        if self.is_export:
            # In batches, because the entries of years may not fit into memory.
            return self.as_spreadsheet(self._all(), request.GET["export"])
        return super().get(request, *args, **kwargs)

    def _all(self):
        rows = self.get_filtered_queryset().iterator()
        while batch := list(islice(rows, _BATCH)):
            yield from self.decorate_paginated_queryset(batch)

    def preprocess_field_value(self, field, value, export_format):
        match field:
            case "momento":
                pass
            case "detalles":
                value = "; ".join(value)
            case _:
                value = str(value)
        return super().preprocess_field_value(field, value, export_format)


class BitacoraViewSet(ReportViewSet):
    name = "bitacora"
    menu_label = _("Bitácora")
    icon = "history"
    menu_order = 1
    menu_group = MenuGroup.DONE
    menu_description = _("Quién hizo qué, y cuándo: es de solo lectura.")
    addresses = (Screen("", BitacoraView, "index"),)
