"""Reports of readings: by page, by portal, and of one page with the searches that led to it."""

from django.db.models import Max, Sum
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Page, Site

from aislamiento.scope import scope_of
from tableros.columnas import FechaColumn
from tableros.filters import PaginasPorPortalFilterSet
from tableros.menu_entries import MenuGroup
from tableros.reports import ReportViewSet, Screen
from tableros.views import BaseReportView, PageReportView

from .dias import LATELY, day_by_day, last_days, times_read
from .models import Lectura, Llegada
from .periodos import DesdeMixin, PeriodoFilter

_PERIODS = {
    "7": gettext_lazy("Los últimos 7 días"),
    str(LATELY): gettext_lazy("Los últimos 30 días"),
    "365": gettext_lazy("El último año"),
}


class LecturasFilterSet(PaginasPorPortalFilterSet):
    dias = PeriodoFilter(_PERIODS)


class LecturasView(DesdeMixin, BaseReportView):
    """Report of the user's pages, the most read first."""

    model = Page
    filterset_class = LecturasFilterSet
    is_searchable = True
    search_backend_name = None  # the search index has no readings, which order the list
    search_fields = ["title"]
    columns = [
        TitleColumn(
            "title",
            label=gettext_lazy("Página"),
            get_url=lambda page: reverse("lecturas:ver", args=[page.pk]),
        ),
        Column("portal", label=gettext_lazy("Portal")),
        Column("veces", label=gettext_lazy("Lecturas"), sort_key="veces"),
        FechaColumn("ultima", label=gettext_lazy("Última"), sort_key="ultima"),
    ]
    default_ordering = ["-veces", "pk"]
    no_results_message = gettext_lazy("Nadie ha leído sus páginas en estos días.")

    def get_base_queryset(self):
        read = super().get_base_queryset().filter(lecturas__dia__gt=self.desde)
        return read.annotate(veces=Sum("lecturas__veces"), ultima=Max("lecturas__dia"))

    def decorate(self, page):
        page.portal = self.portales.get_name(page.path)

    @cached_property
    def header_buttons(self):
        return [
            *super().header_buttons,
            HeaderButton(_("Por portal"), url=reverse("lecturas:portales"), icon_name="site"),
        ]


class LecturasDePortalesView(BaseReportView):
    """Report of the readings of each portal of the user, with a chart of all of them by day."""

    model = Site
    page_title = gettext_lazy("Lecturas de los portales")
    template_name = "lecturas/pagina.html"
    results_template_name = "lecturas/portales_results.html"
    columns = [
        Column("site_name", label=gettext_lazy("Portal"), sort_key="site_name"),
        *(
            Column(f"leidas_{days}", label=label, sort_key=f"leidas_{days}")
            for days, label in _PERIODS.items()
        ),
    ]
    default_ordering = ["-leidas_30", "site_name"]
    is_searchable = False
    counted = (gettext_lazy("portal"), gettext_lazy("portales"))

    def get_base_queryset(self):
        sites = super().get_base_queryset()
        return sites.annotate(
            **{f"leidas_{days}": times_read("site", int(days)) for days in _PERIODS}
        )

    def get_context_data(self, **kwargs):
        read = Lectura.objects.filter(site__in=scope_of(self.request.user).sites)
        return super().get_context_data(**kwargs) | day_by_day(read)


class LecturasDePaginaView(PageReportView):
    """Report of the readings of one page by day, and of the searches that led to it."""

    model = Llegada
    page_title = gettext_lazy("Lecturas de una página")
    template_name = "lecturas/pagina.html"
    results_template_name = "lecturas/pagina_results.html"
    columns = [
        Column("palabras", label=gettext_lazy("Qué habían buscado en el portal")),
        Column("veces", label=gettext_lazy("Lecturas")),
    ]
    no_results_message = gettext_lazy("Nadie llegó a esta página desde el buscador.")

    def get_base_queryset(self):
        came = Llegada.objects.filter(page=self.page, dia__in=last_days())
        found = came.order_by().values("palabras").annotate(veces=Sum("veces"))
        return found.order_by("-veces", "palabras")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | day_by_day(self.page.lecturas)


class LecturasViewSet(ReportViewSet):
    name = "lecturas"
    menu_label = gettext_lazy("Páginas más leídas")
    icon = "view"
    menu_order = 50
    menu_group = MenuGroup.PEOPLE
    menu_description = gettext_lazy("Cuántos leen cada página, y con qué palabras llegan.")
    addresses = (
        Screen("", LecturasView, "index"),
        Screen("portales/", LecturasDePortalesView, "portales"),
        Screen("<int:pk>/", LecturasDePaginaView, "ver", {"pk": Page}),
    )
