"""Report of the missing addresses that people request, with a link to redirect each one."""

from django.db.models import Exists, F, Max, OuterRef, Q, Sum
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.contrib.redirects.models import Redirect
from wagtail.permissions import policy_registry

from tableros.columnas import FechaColumn
from tableros.filters import PorPortalFilterSet
from tableros.menu_entries import MenuGroup
from tableros.reports import ReportViewSet, Screen
from tableros.views import BaseReportView

from .dias import LATELY
from .models import NoEncontrada
from .no_encontradas import MASKED
from .periodos import DesdeMixin, PeriodoFilter

_PERIODS = {
    "7": gettext_lazy("Los últimos 7 días"),
    str(LATELY): gettext_lazy("Los últimos 30 días"),
    "90": gettext_lazy("Los últimos 90 días"),
}


class FaltasFilterSet(PorPortalFilterSet):
    dias = PeriodoFilter(_PERIODS)

    class Meta:
        model = NoEncontrada
        fields = []


class DireccionColumn(Column):
    cell_template_name = "lecturas/admin/celda_direccion.html"


class FaltasView(DesdeMixin, BaseReportView):
    """Missing addresses of the portals where the user may add redirects, most requested first."""

    model = NoEncontrada
    filterset_class = FaltasFilterSet
    is_searchable = True
    search_backend_name = None
    search_fields = ["ruta"]
    columns = [
        DireccionColumn("ruta", label=gettext_lazy("Dirección"), sort_key="ruta"),
        Column("portal", label=gettext_lazy("Portal"), sort_key="portal"),
        Column("total", label=gettext_lazy("Veces"), sort_key="total"),
        FechaColumn("ultima", label=gettext_lazy("Última"), sort_key="ultima"),
    ]
    default_ordering = ["-total", "ruta"]
    counted = (gettext_lazy("dirección"), gettext_lazy("direcciones"))
    no_results_message = gettext_lazy(
        "Nadie ha pedido en estos días una dirección que no existe, o todas llevan ya a una página."
    )
    no_matches_message = gettext_lazy(
        "Ninguna dirección coincide. Quite algún filtro o busque otras palabras."
    )

    def get_base_queryset(self):
        """Return the missing addresses by portal, without those that have a redirect by now."""
        led = Redirect.objects.filter(
            Q(site=OuterRef("site")) | Q(site=None), old_path=OuterRef("ruta")
        )
        rows = super().get_base_queryset().filter(~Exists(led), dia__gt=self.desde)
        mine = rows.filter(site__in=_sites(self.request.user)).order_by()
        return mine.values("site", "ruta", portal=F("site__site_name")).annotate(
            total=Sum("veces"), ultima=Max("dia")
        )

    def decorate(self, row):
        if MASKED not in row["ruta"]:
            back = {"next": self.get_index_url()}
            query = urlencode({"old_path": row["ruta"], "site": row["site"]} | back)
            row["redirigir_url"] = f"{reverse('wagtailredirects:add')}?{query}"


def _sites(user):
    """Return the ids of the sites where ``user`` may add redirects, as a query set."""
    policy = policy_registry.get_by_type(Redirect)
    return policy.sites_user_has_permission_for(user, "add").order_by().values("pk")


class FaltasViewSet(ReportViewSet):
    name = "direcciones"
    menu_label = gettext_lazy("Direcciones que no existen")
    icon = "redirect"
    menu_order = 61
    menu_group = MenuGroup.WANTING
    menu_description = gettext_lazy("Las que la gente pide en vano, para llevarlas a una página.")
    addresses = (Screen("", FaltasView, "index"),)

    def may_enter(self, user):
        return policy_registry.get_by_type(Redirect).user_has_permission(user, "add")
