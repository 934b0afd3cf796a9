"""What of the lists somebody keeps has lapsed, soon will, or is not to be had any more."""

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page

from aislamiento.scope import scope_of
from base.columnas import FechaColumn
from moderacion.tableros.alcance import editable_pages, portales_of
from moderacion.tableros.filas import Fila
from moderacion.tableros.paneles import PendientesPanel
from transparencia.models import PublicacionDeOficio

from .avisos import vigiladas
from .situacion import Lectura, pide_atencion


def por_vencer(user):
    """The rows that ask for work, of the lists that ``user`` sees, the most urgent first."""
    seen = scope_of(user).filter(vigiladas()).filter(pide_atencion(timezone.localdate()))
    in_order = seen.order_by(F("hasta").asc(nulls_last=True), "pk")
    return in_order.select_related("page", "obligacion")


def read(rows):
    """Give each of ``rows`` its ``estado`` and ``falla`` in words."""
    pages = Page.objects.filter(pk__in={row.pagina_id for row in rows})
    reading = Lectura.of(pages, timezone.localdate())
    for row in rows:
        row.estado = reading.situacion(row).label
        row.falla = reading.falla(row)
    return rows


def _until(row):
    return row.hasta and date_format(row.hasta)


class PorVencerView(ReportView):
    model = PublicacionDeOficio
    page_title = _("Ley 168: por vencer")
    header_icon = "calendar-check"
    index_url_name = "ley168:index"
    index_results_url_name = "ley168:index_results"
    columns = [
        TitleColumn("obligacion", label=_("Qué"), get_url=lambda row: row.editar_url),
        Column("lista", label=_("Lista")),
        Column("portal", label=_("Portal")),
        Column("estado", label=_("Estado")),
        FechaColumn("hasta", label=_("Vale hasta")),
        Column("falla", label=_("Qué pasa")),
    ]
    list_export = ["obligacion.nombre", "lista", "portal", "estado", "hasta", "falla"]
    export_headings = {"obligacion.nombre": _("Qué")} | {
        column.name: column.label for column in columns[1:]
    }
    no_results_message = _("Nada vence en los próximos treinta días.")

    @cached_property
    def portales(self):
        return portales_of(self.request.user)

    def get_queryset(self):
        return por_vencer(self.request.user)

    def decorate_paginated_queryset(self, object_list):
        for row in read(list(object_list)):
            may_edit = row.page.permissions_for_user(self.request.user).can_edit()
            row.editar_url = may_edit and reverse("wagtailadmin_pages:edit", args=[row.page_id])
            row.lista = row.page.title
            row.portal = self.portales.get_name(row.page.path)
        return object_list


class PorVencerPanel(PendientesPanel):
    """On the admin's front page: the same, of the lists that the person writes."""

    name = "ley168"
    titulo = _("Ley 168: por vencer")
    lista = "ley168:index"
    order = 145

    def find(self):
        own = editable_pages(self.user).order_by().values("pk")
        return por_vencer(self.user).filter(page__in=own)

    def make_filas(self, found):
        portales = portales_of(self.user)
        several = len(portales) > 1
        return [
            Fila(
                pk=row.pk,
                titulo=f"{row.obligacion} · {row.page.title}",
                url=reverse("wagtailadmin_pages:edit", args=[row.page_id]),
                datos=[portales.get_name(row.page.path)] if several else [],
                estado=[" · ".join(filter(None, [str(row.estado), _until(row), row.falla]))],
            )
            for row in read(found)
        ]
