"""Report and front page panel of the rows of Ley 168 that expire soon, expired or are broken."""

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.models import Page

from aislamiento.scope import scope_of
from base.del_portal import section_model
from directorio.models import EntidadPage
from documentos.models import FichaLey168Page, PublicacionDeOficio
from tableros.alcance import editable_pages
from tableros.columnas import FechaColumn
from tableros.filas import Pendiente
from tableros.menu_entries import MenuGroup
from tableros.panels import PendientesPanel
from tableros.reports import ReportViewSet, Screen
from tableros.views import BaseReportView

from .notificaciones import vigiladas
from .situacion import SituacionesDelDia, pide_atencion


def por_vencer(user):
    """Return the rows to renew or repair, in the lists that ``user`` sees, most urgent first."""
    seen = scope_of(user).filter(vigiladas()).filter(pide_atencion(timezone.localdate()))
    in_order = seen.order_by(F("hasta").asc(nulls_last=True), "pk")
    return in_order.select_related("page", "obligacion")


def read(rows):
    """Set ``estado`` and ``falla``, both in words, on each of ``rows``; return ``rows``."""
    pages = Page.objects.filter(pk__in={row.pagina_id for row in rows})
    reading = SituacionesDelDia.of(pages, timezone.localdate())
    for row in rows:
        row.estado = reading.situacion(row).label
        row.falla = reading.falla(row)
    return rows


def _until(row):
    return row.hasta and date_format(row.hasta)


class PorVencerView(BaseReportView):
    model = PublicacionDeOficio
    columns = [
        TitleColumn("obligacion", label=_("Qué"), get_url=lambda row: row.editar_url),
        Column("lista", label=_("Lista")),
        Column("portal", label=_("Portal")),
        Column("estado", label=_("Estado")),
        FechaColumn("hasta", label=_("Vale hasta")),
        Column("falla", label=_("Qué pasa")),
    ]
    no_results_message = _("Nada vence en los próximos treinta días.")

    def get_queryset(self):
        return por_vencer(self.request.user)

    def decorate_paginated_queryset(self, object_list):
        return super().decorate_paginated_queryset(read(list(object_list)))

    def decorate(self, row):
        row.editar_url = self.edit_url(row.page)
        row.lista = row.page.title
        row.portal = self.portales.get_name(row.page.path)


class PorVencerPanel(PendientesPanel):
    """Panel of the admin's front page: the same rows, only of lists that the user edits."""

    name = "ley168"
    order = 145

    def find(self):
        own = editable_pages(self.user).order_by().values("pk")
        return por_vencer(self.user).filter(page__in=own)

    def make_filas(self, found):
        return super().make_filas(read(found))

    def make_fila(self, row):
        return Pendiente(
            pk=row.pk,
            titulo=f"{row.obligacion} · {row.page.title}",
            url=reverse("wagtailadmin_pages:edit", args=[row.page_id]),
            datos=self.name_portal(row.page),
            estado=[" · ".join(filter(None, [str(row.estado), _until(row), row.falla]))],
        )


class PorVencerViewSet(ReportViewSet):
    name = "ley168"
    url_prefix = "informes/ley-168"
    menu_label = _("Ley 168: por vencer")
    icon = "calendar-check"
    menu_order = 70
    menu_group = MenuGroup.WANTING
    menu_description = _("Lo que la ley obliga a publicar y está por vencer o vencido.")
    addresses = (Screen("", PorVencerView, "index"),)
    written_on = (section_model(FichaLey168Page), EntidadPage)
    panel_class = PorVencerPanel
