"""Reports of the visitors' opinions on the pages that the user edits."""

from datetime import date, timedelta

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.models import Page

from atencion.models import Opinion
from tableros.alcance import editable_pages
from tableros.columnas import FechaColumn
from tableros.filas import Pendiente
from tableros.filters import PaginasPorPortalFilterSet
from tableros.menu_entries import MenuGroup
from tableros.panels import PendientesPanel
from tableros.reports import ReportViewSet, Screen
from tableros.views import BaseReportView, PageReportView

_LATELY = timedelta(days=30)


def con_opiniones(pages, *, desde=date.min):
    """Return the ``pages`` with opinions since ``desde``, annotated with their counts.

    The filter comes before the annotation, so that only opinions since ``desde`` are counted.
    """
    return pages.filter(opiniones__dia__gte=desde).annotate(
        sirvio=Count("opiniones", filter=Q(opiniones__sirvio=True)),
        no_sirvio=Count("opiniones", filter=Q(opiniones__sirvio=False)),
        ultima=Max("opiniones__dia"),
    )


class OpinionesView(BaseReportView):
    """The user's pages by number of visitors who found them of no use."""

    model = Page
    filterset_class = PaginasPorPortalFilterSet
    is_searchable = True
    search_backend_name = None  # the search index has no opinions to sort by
    search_fields = ["title"]
    columns = [
        TitleColumn(
            "title",
            label=gettext_lazy("Página"),
            get_url=lambda page: reverse("opiniones:ver", args=[page.pk]),
        ),
        Column("portal", label=gettext_lazy("Portal")),
        Column("no_sirvio", label=gettext_lazy("No les sirvió"), sort_key="no_sirvio"),
        Column("sirvio", label=gettext_lazy("Les sirvió"), sort_key="sirvio"),
        FechaColumn("ultima", label=gettext_lazy("Última"), sort_key="ultima"),
    ]
    default_ordering = ["-no_sirvio", "-ultima", "pk"]
    no_results_message = gettext_lazy("Todavía nadie ha opinado sobre sus páginas.")

    def get_base_queryset(self):
        return con_opiniones(super().get_base_queryset())

    def decorate(self, page):
        page.portal = self.portales.get_name(page.path)


class OpinionesDePaginaView(PageReportView):
    """The opinions on one page: what visitors looked for, and what failed."""

    model = Opinion
    page_title = gettext_lazy("Opiniones sobre una página")
    columns = [
        FechaColumn("dia", label=gettext_lazy("Día")),
        Column("respuesta", label=gettext_lazy("¿Le sirvió?")),
        Column("buscaba", label=gettext_lazy("Qué buscaba")),
        Column("fallo", label=gettext_lazy("Qué falló")),
    ]
    no_results_message = gettext_lazy("Todavía nadie ha opinado sobre esta página.")

    def get_base_queryset(self):
        return Opinion.objects.filter(page=self.page).order_by("-dia", "-pk")

    def decorate(self, opinion):
        opinion.respuesta = _("Sí") if opinion.sirvio else _("No")


class OpinionesPanel(PendientesPanel):
    """Panel of the admin's front page: the user's pages with recent negative opinions."""

    name = "opiniones"
    titulo = gettext_lazy("Páginas que no sirvieron a quien las leyó")
    order = 150

    def find(self):
        found = con_opiniones(editable_pages(self.user), desde=localdate() - _LATELY)
        return found.filter(no_sirvio__gt=0).order_by("-no_sirvio", "-ultima", "pk")

    def make_fila(self, page):
        return Pendiente(
            pk=page.pk,
            titulo=page.title,
            url=reverse("opiniones:ver", args=[page.pk]),
            datos=self.name_portal(page),
            estado=[_told(page)],
        )


def _told(page):
    no = ngettext(
        "A %(total)d persona no le sirvió", "A %(total)d personas no les sirvió", page.no_sirvio
    ) % {"total": page.no_sirvio}
    return _("%(no)s; a %(si)d sí") % {"no": no, "si": page.sirvio}


class OpinionesViewSet(ReportViewSet):
    name = "opiniones"
    menu_label = gettext_lazy("Opiniones sobre las páginas")
    icon = "comment"
    menu_order = 55
    menu_group = MenuGroup.PEOPLE
    menu_description = gettext_lazy("Si la página sirvió, y qué le faltaba.")
    addresses = (
        Screen("", OpinionesView, "index"),
        Screen("<int:pk>/", OpinionesDePaginaView, "ver", {"pk": Page}),
    )
    panel_class = OpinionesPanel
