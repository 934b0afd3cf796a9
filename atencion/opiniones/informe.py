"""What readers say of the pages on which somebody works."""

from datetime import date

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters import ModelChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.models import Page, Site

from aislamiento.choices import ScopedFiltersMixin
from aislamiento.scope import scope_of
from atencion.informes import InformeDePaginasView, InformeDeUnaPaginaView
from atencion.models import Opinion
from base.columnas import FechaColumn
from base.tree import in_trees_of


def con_opiniones(pages, *, desde=date.min):
    """Those of ``pages`` of which somebody said something since ``desde``, and how many said what.

    The condition comes first: only what it lets through is counted.
    """
    return pages.filter(opiniones__dia__gte=desde).annotate(
        sirvio=Count("opiniones", filter=Q(opiniones__sirvio=True)),
        no_sirvio=Count("opiniones", filter=Q(opiniones__sirvio=False)),
        ultima=Max("opiniones__dia"),
    )


class OpinionesFilterSet(ScopedFiltersMixin, WagtailFilterSet):
    site = ModelChoiceFilter(
        label=_("Portal"),
        queryset=Site.objects.order_by("site_name", "pk"),
        method="of_site",
        empty_label=_("Todos"),
    )

    class Meta:
        model = Page
        fields = []

    def of_site(self, queryset, name, site):
        return queryset.filter(in_trees_of([site.root_page.path]))


class OpinionesView(InformeDePaginasView):
    """The pages of the person by how many found them of no use."""

    model = Page
    page_title = _("Opiniones sobre las páginas")
    header_icon = "comment"
    index_url_name = "opiniones:index"
    index_results_url_name = "opiniones:index_results"
    is_searchable = True
    search_backend_name = None  # the index knows nothing of opinions, by which they are listed
    search_fields = ["title"]
    columns = [
        TitleColumn(
            "title",
            label=_("Página"),
            get_url=lambda page: reverse("opiniones:ver", args=[page.pk]),
        ),
        Column("portal", label=_("Portal")),
        Column("no_sirvio", label=_("No les sirvió"), sort_key="no_sirvio"),
        Column("sirvio", label=_("Les sirvió"), sort_key="sirvio"),
        FechaColumn("ultima", label=_("Última"), sort_key="ultima"),
    ]
    default_ordering = ["-no_sirvio", "-ultima", "pk"]
    no_results_message = _("Todavía nadie ha opinado sobre sus páginas.")

    @property
    def filterset_class(self):
        return OpinionesFilterSet if len(self.portales) > 1 else None

    def get_base_queryset(self):
        return con_opiniones(scope_of(self.request.user).filter(Page.objects.all()))

    def decorate_paginated_queryset(self, object_list):
        for page in object_list:
            page.portal = self.portales.get_name(page.path)
        return object_list


class OpinionesDePaginaView(InformeDeUnaPaginaView):
    """What the readers of one page looked for, and what failed them."""

    model = Opinion
    informe = OpinionesView
    page_title = _("Opiniones sobre una página")
    header_icon = "comment"
    index_url_name = "opiniones:ver"
    index_results_url_name = "opiniones:ver_results"
    columns = [
        FechaColumn("dia", label=_("Día")),
        Column("respuesta", label=_("¿Le sirvió?")),
        Column("buscaba", label=_("Qué buscaba")),
        Column("fallo", label=_("Qué falló")),
    ]
    no_results_message = _("Todavía nadie ha opinado sobre esta página.")

    def get_base_queryset(self):
        return Opinion.objects.filter(page=self.page).order_by("-dia", "-pk")

    def decorate_paginated_queryset(self, object_list):
        for opinion in object_list:
            opinion.respuesta = _("Sí") if opinion.sirvio else _("No")
        return object_list
