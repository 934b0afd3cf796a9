"""Report «Cómo se responde»: overdue and late cases, by portal."""

from django.db.models import Case, IntegerField, Value, When
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column

from aislamiento.scope import scope_of
from atencion.permissions import coordina_alguno, sites_coordinados
from base.models import PortalSettings
from tableros.filters import DeLaVistaFilter
from tableros.menu_entries import MenuGroup
from tableros.reports import ReportViewSet, Screen
from tableros.views import BaseReportView

from .cuentas import CuentaDeCasos, anios, count_by_portal


def portales_contados(user):
    """Return the portals whose figures the user sees: coordinated ones; all for the province."""
    scope = scope_of(user)
    if scope.is_total:
        return PortalSettings.objects.all()
    return PortalSettings.objects.filter(site__in=sites_coordinados(user))


def _sites(user):
    return list(portales_contados(user).values_list("site", flat=True))


class AnioFilterSet(WagtailFilterSet):
    anio = DeLaVistaFilter(label=_("Año"), empty_label=None)

    class Meta:
        model = PortalSettings
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        years = anios(_sites(self.request.user), localdate())
        self.filters["anio"].extra["choices"] = [(str(year), str(year)) for year in years]


class ComoSeRespondeView(BaseReportView):
    """Portals by number of overdue cases that they received: figures only, as of today."""

    model = PortalSettings
    filterset_class = AnioFilterSet
    columns = [
        Column("portal", label=_("Portal")),
        Column("recibidas", label=_("Recibidas")),
        Column("respondidas", label=_("Respondidas")),
        Column("en_plazo", label=_("En plazo")),
        Column("parte_en_plazo", label=_("En plazo, de cada cien")),
        Column("vencidas", label=_("Vencidas sin responder")),
        Column("dias", label=_("Días de promedio")),
    ]
    no_results_message = _("Aquí se ven las cifras de los portales que usted coordina.")

    @cached_property
    def cuentas(self):
        sites = _sites(self.request.user)
        years = anios(sites, localdate())
        # The filter form shows the error if the value is not a year.
        asked = next((year for year in years if str(year) == self.request.GET.get("anio")), None)
        return count_by_portal(sites, asked or years[0])

    def get_base_queryset(self):
        owed = [When(site=pk, then=Value(row.vencidas)) for pk, row in self.cuentas.items()]
        found = portales_contados(self.request.user).select_related("site")
        return found.annotate(
            debe=Case(*owed, default=Value(0), output_field=IntegerField())
        ).order_by("-debe", "-tipo", "pk")

    def decorate(self, record):
        row = self.cuentas.get(record.site_id, CuentaDeCasos())
        record.portal = record.site.site_name
        record.recibidas, record.respondidas = row.recibidas, row.respondidas
        record.en_plazo, record.vencidas = row.en_plazo, row.vencidas
        answered = row.respondidas
        record.parte_en_plazo = f"{round(100 * row.en_plazo / answered)} %" if answered else ""
        record.dias = "" if row.dias is None else row.dias


class ComoSeRespondeViewSet(ReportViewSet):
    name = "como_se_responde"
    url_prefix = "como-se-responde"
    menu_label = _("Cómo se responde")
    icon = "tasks"
    menu_order = 56
    menu_group = MenuGroup.PEOPLE
    menu_description = _("Cuántos casos llegan, y en qué tiempo se responden.")
    addresses = (Screen("", ComoSeRespondeView, "index"),)

    def may_enter(self, user):
        return scope_of(user).is_total or coordina_alguno(user)
