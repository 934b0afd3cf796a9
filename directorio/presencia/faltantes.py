"""Report of the data missing in each entidad, with the percentage of data that it has.

The percentage is a component of the index of presencia (:mod:`.componentes`), not a second index.
"""

from operator import attrgetter

from django.db.models import Avg, Case, Count, Exists, IntegerField, OuterRef, Q, Value, When
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.models import Locale

from base.tree import container
from directorio.models import (
    Autoridad,
    Contacto,
    DirectorioIndexPage,
    EntidadPage,
    Horario,
    Servicio,
)
from tableros.columnas import FechaColumn
from tableros.menu_entries import MenuGroup
from tableros.reports import ReportViewSet, Screen
from tableros.views import BaseReportView


def has(model):
    return Exists(model.objects.filter(page=OuterRef("pk")))


def is_reviewed():
    """Return the condition on pages that were reviewed and whose next review is not due."""
    overdue = Q(proxima_revision__lte=timezone.localdate())
    return Q(revisado_el__isnull=False) & ~overdue


def partes_de_entidad():
    return {
        "con_contacto": (_("contactos"), has(Contacto)),
        "con_horario": (_("horario"), has(Horario)),
        "con_direccion": (_("dirección"), ~Q(calle="") | ~Q(referencia="")),
        "con_servicios": (_("servicios"), has(Servicio)),
        "con_autoridad": (_("quién dirige"), has(Autoridad)),
        "al_dia": (_("revisión al día"), is_reviewed()),
    }


def con_completo(pages, parts):
    """Annotate ``pages`` with a 0/1 flag for each part, and ``completo``, their percentage.

    ``parts`` is {name of the flag: (label of the part, condition that the page has the part)}.
    """
    parts = {name: condition for name, (_label, condition) in parts.items()}
    points = sum(
        (Case(When(condition, then=1), default=0) for condition in parts.values()), Value(0)
    )
    flags = {
        name: Case(When(condition, then=1), default=0, output_field=IntegerField())
        for name, condition in parts.items()
    }
    return pages.annotate(**flags, completo=points * 100 / len(parts))


class CompletoColumn(Column):
    def get_value(self, instance):
        return f"{instance.completo} %"


class FaltantesView(BaseReportView):
    """Report of the entidades in the user's scope, the least complete first."""

    model = EntidadPage
    results_template_name = "directorio/admin/faltantes_results.html"
    columns = [
        TitleColumn("title", label=_("Entidad"), get_url=attrgetter("editar_url")),
        Column("portal", label=_("Portal")),
        CompletoColumn("completo", label=_("Datos completos")),
        Column("falta", label=_("Falta")),
        FechaColumn("revisado_el", label=_("Última revisión")),
        Column("estado", label=_("Estado")),
    ]
    no_results_message = _("Todavía no hay entidades.")

    @property
    def export_headings(self):
        return super().export_headings | {"completo": _("Datos completos (%)")}

    def get_queryset(self):
        # Translations have the same rows as the Spanish page and would count twice.
        own = self.get_base_queryset().filter(locale=Locale.get_default())
        return con_completo(own, self.parts).order_by("completo", "titulo_llano", "pk")

    @cached_property
    def parts(self):
        return partes_de_entidad()

    def decorate(self, page):
        page.editar_url = self.edit_url(page)
        page.portal = self.portales.get_name(page.path)
        labels = ((name, label) for name, (label, _condition) in self.parts.items())
        page.falta = ", ".join(str(label) for name, label in labels if not getattr(page, name))
        page.estado = _("Publicada") if page.live else _("Sin publicar")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"resumen": self.get_summary()}

    def get_summary(self):
        """Return [(portal, number of pages, average percentage)] for the user's portals."""
        rows = (
            self.get_queryset()
            .order_by()
            .annotate(place=container())
            .values("place")
            .annotate(total=Count("pk"), media=Avg("completo"))
        )
        summary = [
            (self.portales.get_name(row["place"]), row["total"], round(row["media"]))
            for row in rows
        ]
        return sorted(summary)


class FaltantesViewSet(ReportViewSet):
    name = "faltantes"
    url_prefix = "informes/presencia"
    menu_label = _("Qué falta en las entidades")
    icon = "tasks"
    menu_order = 60
    menu_group = MenuGroup.WANTING
    menu_description = _("Las fichas sin teléfono, horario, dirección u otros datos.")
    addresses = (Screen("", FaltantesView, "index"),)
    written_on = (DirectorioIndexPage, EntidadPage)
