"""How much of a page is told: the list of what is missing, with a percentage each.

The percentage is a component of the index of presence (:mod:`.componentes`), and no other index.
"""

from operator import attrgetter

from django.db.models import Avg, Case, Count, Exists, IntegerField, OuterRef, Q, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Locale

from aislamiento.scope import scope_of
from base.columnas import FechaColumn
from base.tree import container
from directorio.models import Autoridad, Contacto, EntidadPage, Horario, Servicio
from moderacion.tableros.alcance import portales_of


def has(model):
    return Exists(model.objects.filter(page=OuterRef("pk")))


def is_reviewed():
    """The condition on pages that somebody has checked, and not too long ago."""
    overdue = Q(proxima_revision__lte=timezone.localdate())
    return Q(revisado_el__isnull=False) & ~overdue


def partes_de_entidad():
    return {
        "con_contacto": (_("contactos"), has(Contacto)),
        "con_horario": (_("horario"), has(Horario)),
        "con_direccion": (_("dirección"), ~Q(calle="") | ~Q(referencia="")),
        "con_servicios": (_("servicios"), has(Servicio)),
        "con_autoridad": (_("quién responde"), has(Autoridad)),
        "al_dia": (_("revisión al día"), is_reviewed()),
    }


def con_completo(pages, parts):
    """Annotate what each page tells, and ``completo``, the part of it all in percent.

    ``parts`` maps a name to what is missing, in words, and the condition of its being there.
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


class FaltantesView(ReportView):
    """The entities on which somebody works, the least complete first."""

    model = EntidadPage
    page_title = _("Qué falta en las entidades")
    header_icon = "tasks"
    index_url_name = "faltantes:index"
    index_results_url_name = "faltantes:index_results"
    results_template_name = "directorio/admin/faltantes_results.html"
    columns = [
        TitleColumn("title", label=_("Entidad"), get_url=attrgetter("editar_url")),
        Column("portal", label=_("Portal")),
        Column("cuanto", label=_("Datos completos")),
        Column("falta", label=_("Falta")),
        FechaColumn("revisado_el", label=_("Última revisión")),
        Column("estado", label=_("Estado")),
    ]
    list_export = ["title", "portal", "completo", "falta", "revisado_el", "estado"]
    export_headings = {
        "title": _("Entidad"),
        "portal": _("Portal"),
        "completo": _("Datos completos (%)"),
        "falta": _("Falta"),
        "revisado_el": _("Última revisión"),
        "estado": _("Estado"),
    }
    no_results_message = _("Todavía no hay entidades.")

    @cached_property
    def portales(self):
        return portales_of(self.request.user)

    def get_queryset(self):
        seen = scope_of(self.request.user).filter(self.model.objects.all())
        # A translation has the rows of its source: it would count twice.
        own = seen.filter(locale=Locale.get_default())
        return con_completo(own, self.get_parts()).order_by("completo", "titulo_llano", "pk")

    def get_parts(self):
        return partes_de_entidad()

    def decorate_paginated_queryset(self, object_list):
        labels = {name: label for name, (label, _condition) in self.get_parts().items()}
        for page in object_list:
            may_edit = page.permissions_for_user(self.request.user).can_edit()
            page.editar_url = may_edit and reverse("wagtailadmin_pages:edit", args=[page.pk])
            page.portal = self.portales.get_name(page.path)
            page.cuanto = f"{page.completo} %"
            missing = [str(label) for name, label in labels.items() if not getattr(page, name)]
            page.falta = ", ".join(missing)
            page.estado = _("Publicada") if page.live else _("Sin publicar")
        return object_list

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"resumen": self.get_summary()}

    def get_summary(self):
        """Return (portal, entities, average percentage) of the portals of the person."""
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
