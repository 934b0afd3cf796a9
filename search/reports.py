"""The report of the búsquedas sin resultado, with links to add a sinónimo or a destacado."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.permissions import policy_registry

from aislamiento.scope import scope_of
from tableros.columnas import FormColumn
from tableros.filters import PorPortalFilterSet
from tableros.menu_entries import MenuGroup
from tableros.reports import ReportViewSet, Screen
from tableros.views import BaseReportView

from .models import BusquedaSinResultado, Destacado, Sinonimo


class SinResultadoFilterSet(PorPortalFilterSet):
    class Meta:
        model = BusquedaSinResultado
        fields = []


class PalabrasColumn(FormColumn):
    cell_template_name = "search/admin/celda_palabras.html"


class SinResultadoView(BaseReportView):
    """Búsquedas sin resultado in the portals of the user, the most frequent first."""

    model = BusquedaSinResultado
    queryset = BusquedaSinResultado.objects.select_related("site")
    filterset_class = SinResultadoFilterSet
    is_searchable = True
    search_fields = ["palabras"]
    columns = [
        PalabrasColumn("palabras", label=gettext_lazy("Palabras"), sort_key="palabras"),
        Column("veces", label=gettext_lazy("Veces"), sort_key="veces"),
    ]
    list_export = ()
    no_results_message = gettext_lazy("Nadie ha buscado en vano últimamente.")
    no_matches_message = gettext_lazy(
        "Ninguna búsqueda coincide. Quite algún filtro o busque otras palabras."
    )

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


def keeps(user, row):
    """Whether the user may change the destacados of the portal of ``row``, and so its report."""
    policy = policy_registry.get_by_type(Destacado)
    return policy.user_has_permission_for_instance(user, "change", row)


class QuitarView(View):
    """Deletes a row that is useless or names somebody."""

    model = BusquedaSinResultado
    http_method_names = ["post"]

    def post(self, request, pk):
        row = get_object_or_404(scope_of(request.user).filter(self.model.objects.all()), pk=pk)
        if not keeps(request.user, row):
            raise PermissionDenied
        row.delete()
        messages.success(request, _("Se quitó «%s» del informe.") % row)
        return redirect("sin_resultado:index")


class SinResultadoViewSet(ReportViewSet):
    name = "sin_resultado"
    url_prefix = "sin-resultado"
    menu_label = gettext_lazy("Búsquedas sin resultado")
    icon = "search"
    menu_order = 810
    menu_group = MenuGroup.PEOPLE
    menu_description = gettext_lazy("Lo que la gente buscó y no halló.")
    addresses = (
        Screen("", SinResultadoView, "index"),
        Screen("<int:pk>/quitar/", QuitarView, "quitar", {"pk": BusquedaSinResultado}),
    )
