"""The report of what people looked for in vain, with what can be done about it at hand."""

import django_filters
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.models import Site
from wagtail.permissions import policy_registry

from aislamiento.choices import ScopedFiltersMixin
from aislamiento.scope import scope_of
from base.columnas import FormColumn

from .models import BusquedaSinResultado, Destacado, Sinonimo


class SinResultadoFilterSet(ScopedFiltersMixin, WagtailFilterSet):
    site = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Portal"),
        queryset=Site.objects.order_by("site_name"),
        empty_label=gettext_lazy("Todos"),
    )

    class Meta:
        model = BusquedaSinResultado
        fields = []


class PalabrasColumn(FormColumn):
    cell_template_name = "search/admin/celda_palabras.html"


class SinResultadoView(ReportView):
    """What was looked for in vain in the portals of the person, the most asked for first."""

    model = BusquedaSinResultado
    page_title = gettext_lazy("Búsquedas sin resultado")
    header_icon = "search"
    index_url_name = "sin_resultado:index"
    index_results_url_name = "sin_resultado:index_results"
    is_searchable = True
    search_fields = ["palabras"]
    columns = [
        PalabrasColumn("palabras", label=gettext_lazy("Palabras"), sort_key="palabras"),
        Column("veces", label=gettext_lazy("Veces"), sort_key="veces"),
    ]

    @property
    def filterset_class(self):
        several = len(scope_of(self.request.user).sites[:2]) > 1
        return SinResultadoFilterSet if several else None

    def get_base_queryset(self):
        rows = BusquedaSinResultado.objects.select_related("site")
        return scope_of(self.request.user).filter(rows)

    def decorate_paginated_queryset(self, object_list):
        user = self.request.user
        keeps_synonyms = policy_registry.get_by_type(Sinonimo).user_has_permission(user, "add")
        for row in object_list:
            words = {"palabras": row.palabras}
            if keeps(user, row):
                query = urlencode(words | {"site": row.site_id})
                row.destacar_url = f"{reverse('destacados:add')}?{query}"
            if keeps_synonyms:
                row.sinonimo_url = f"{reverse('sinonimos:add')}?{urlencode(words)}"
        return object_list

    @property
    def no_results_message(self):
        if self.is_filtering or self.is_searching:
            return _("Ninguna búsqueda es así.")
        return _("Nadie ha buscado en vano últimamente.")


def keeps(user, row):
    """Whether the person keeps what the portal of ``row`` promotes, and so its report."""
    policy = policy_registry.get_by_type(Destacado)
    return policy.user_has_permission_for_instance(user, "change", row)


class QuitarView(View):
    """Takes out what says nothing, or names somebody after all."""

    model = BusquedaSinResultado
    http_method_names = ["post"]

    def post(self, request, pk):
        row = get_object_or_404(scope_of(request.user).filter(self.model.objects.all()), pk=pk)
        if not keeps(request.user, row):
            raise PermissionDenied
        row.delete()
        messages.success(request, _("Se quitó «%s» del informe.") % row)
        return redirect("sin_resultado:index")
