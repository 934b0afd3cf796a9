"""Report of the pages taken over from older portals, to complete them and publish many at once."""

import json

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_filters import ChoiceFilter, ModelChoiceFilter
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.models import Page

from aislamiento.scope import scope_of
from moderacion.permissions import read_who_edited
from tableros.columnas import FechaColumn
from tableros.filters import PorPortalFilterSet
from tableros.menu_entries import MenuGroup
from tableros.reports import ReportViewSet, Screen
from tableros.views import BaseReportView

from .models import Anterior, Clase, Mudanza

PER_PAGE = 100


class MudanzaField(ModelChoiceFilter.field_class):
    def label_from_instance(self, obj):
        return obj.origen


class MudanzaFilter(ModelChoiceFilter):
    field_class = MudanzaField


def _mudanzas(request):
    seen = Anterior.objects.filter(clase=Clase.PIEZA)
    return Mudanza.objects.filter(pk__in=scope_of(request.user).filter(seen).values("mudanza"))


class TraidasFilterSet(PorPortalFilterSet):
    mudanza = MudanzaFilter(
        label=gettext_lazy("Importado de"), queryset=_mudanzas, empty_label=gettext_lazy("Todos")
    )
    estado = ChoiceFilter(
        label=gettext_lazy("Cómo están"),
        method="by_state",
        choices=[
            ("borrador", gettext_lazy("Borradores")),
            ("cambios", gettext_lazy("Publicadas con cambios nuevos")),
            ("publicada", gettext_lazy("Publicadas")),
        ],
        empty_label=gettext_lazy("Todas"),
    )

    class Meta:
        model = Anterior
        fields = []

    def by_state(self, queryset, name, value):
        if value == "borrador":
            return queryset.filter(page__live=False)
        return queryset.filter(page__live=True, page__has_unpublished_changes=value == "cambios")


class CasillaColumn(Column):
    cell_template_name = "mudanza/celda_casilla.html"
    header_template_name = "mudanza/cabeza_casilla.html"


class TraidasView(BaseReportView):
    model = Anterior
    queryset = Anterior.objects.filter(clase=Clase.PIEZA, page__isnull=False).select_related(
        "page__latest_revision", "page__locale", "mudanza", "site"
    )
    filterset_class = TraidasFilterSet
    template_name = "mudanza/traidas.html"
    results_template_name = "mudanza/traidas_results.html"
    paginate_by = PER_PAGE
    counted = gettext_lazy("página"), gettext_lazy("páginas")
    default_ordering = ["page__live", "page__title", "pk"]
    is_searchable = True
    search_backend_name = None
    search_fields = ["page__title"]
    no_results_message = gettext_lazy("Todavía no se ha traído nada de un portal anterior.")
    no_matches_message = gettext_lazy(
        "Ninguna página traída coincide. Quite algún filtro o busque otras palabras."
    )
    columns = [
        CasillaColumn("casilla", label="", width="3rem"),
        TitleColumn("titulo", label=gettext_lazy("Página"), get_url=lambda row: row.formulario),
        Column("como_esta", label=gettext_lazy("Cómo está")),
        Column("falta", label=gettext_lazy("Antes de publicarla")),
        FechaColumn("fecha", label=gettext_lazy("Fecha")),
        Column("origen", label=gettext_lazy("Importado de")),
        Column("portal", label=gettext_lazy("Portal")),
    ]
    list_export = ("portal", "titulo", "como_esta", "falta", "fecha", "origen")
    export_headings = {
        "portal": gettext_lazy("Portal"),
        "titulo": gettext_lazy("Página"),
        "como_esta": gettext_lazy("Cómo está"),
        "falta": gettext_lazy("Antes de publicarla"),
        "fecha": gettext_lazy("Fecha"),
        "origen": gettext_lazy("Importado de"),
    }

    def decorate_paginated_queryset(self, object_list):
        keys = [row.page_id for row in object_list]
        self.specific = Page.objects.filter(pk__in=keys).specific().in_bulk()
        read_who_edited(self.specific.values(), self.request.user)
        rows = super().decorate_paginated_queryset(object_list)
        self.hay_casillas = any(row.se_publica for row in rows)
        return rows

    def decorate(self, row):
        page = self.specific[row.page_id]
        may = page.permissions_for_user(self.request.user)
        has_news = not page.live or page.has_unpublished_changes
        row.formulario = (
            reverse("wagtailadmin_pages:edit", args=[page.pk]) if may.can_edit() else None
        )
        row.titulo = page.get_admin_display_title()
        row.como_esta = page.status_string
        row.fecha = getattr(page, "fecha", None)
        row.origen = row.mudanza.origen if row.mudanza else ""
        row.portal = row.site.site_name
        row.falta = _missing(page, row.page.latest_revision)
        row.se_publica = has_news and not row.falta and may.can_publish()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "publicar_url": reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]),
            "vuelve_a": self.request.get_full_path() if not self.results_only else "",
        }


def _missing(page, revision):
    """Return in words what a revision lacks: alternative texts of pictures, titles of tables."""
    content = revision.content if revision else {}
    blocks = json.loads(content.get("cuerpo") or "[]")
    said = []
    if total := _pictures_without_text(blocks):
        words = ngettext(
            "%(n)d imagen sin texto alternativo", "%(n)d imágenes sin texto alternativo", total
        )
        said.append(words % {"n": total})
    if total := sum(b["type"] == "tabla" and not b["value"]["titulo"] for b in blocks):
        words = ngettext("%(n)d tabla sin título", "%(n)d tablas sin título", total)
        said.append(words % {"n": total})
    if content.get("imagen_portada") and not content.get("alt_portada"):
        said.append(_("qué se ve en la portada"))
    return ", ".join(said)


def _pictures_without_text(value):
    if isinstance(value, list):
        return sum(_pictures_without_text(item) for item in value)
    if not isinstance(value, dict):
        return 0
    if value.keys() >= {"image", "decorative", "alt_text"}:
        return int(not value["decorative"] and not value["alt_text"])
    return sum(_pictures_without_text(item) for item in value.values())


class TraidasViewSet(ReportViewSet):
    name = "paginas_traidas"
    menu_label = gettext_lazy("Páginas traídas")
    icon = "download"
    menu_order = 75
    menu_group = MenuGroup.UNDER_WAY
    menu_description = gettext_lazy("Lo que vino de portales anteriores: completarlo y publicarlo.")
    addresses = (Screen("", TraidasView, "index"),)
