"""Presentations of the section of planteamientos, of an informe and of one planteamiento."""

from django.urls import path
from django.utils.formats import date_format
from wagtail.models import Page

from base.compartir import share_page
from base.links import Link
from base.nombres import con_idioma
from base.presentation import Presentation
from directorio.cards import entidades_publicas, idioma_de
from gobierno.models import InformeDePlanteamientosPage, PlanteamientoPage, PlanteamientosIndexPage
from servidor.caches.fragments import UNTIL_ANNOUNCED, published_fragment

from . import views
from .detalle import Detalle, enlaces_de
from .queries import consejo_de


class PlanteamientosIndexPresentation(Presentation):
    model = PlanteamientosIndexPage
    lists_its_pages = True
    urls = (
        path("", views.tablero, name="pagina"),
        path("csv/", views.cifras_csv, name="csv"),
        path("json/", views.cifras_json, name="json"),
        *views.PlanteamientosList.urls("lista"),
        path("municipios/", views.municipios, name="municipios"),
    )

    def pages_found_with_it(self):
        return Page.objects.type(PlanteamientoPage).descendant_of(self.page)


class InformeDePlanteamientosPresentation(Presentation):
    model = InformeDePlanteamientosPage

    def get_context(self, request):
        page, rows = self.page, list(self.page.cifras.all())

        def compute():
            above = page.get_parent()
            board = Link(above.title, f"{above.get_url(request)}?mandato={page.mandato}")
            return board, enlaces_de(rows, request)

        key = f"informe-{page.pk}"
        board, links = published_fragment(request, key, compute, UNTIL_ANNOUNCED)
        return {
            "detalle": Detalle(page, rows, links, request),
            "se_muestra": bool(page.fuente and page.actualizado_el and rows),
            "tablero": board,
            "compartir": share_page(page, request),
        }

    def get_card_facts(self):
        period = self.page.trimestre
        return self.page.tipo_publico, period.nombre if period else ""


class PlanteamientoPresentation(Presentation):
    model = PlanteamientoPage

    @property
    def search_date(self):
        return self.page.fecha

    def get_context(self, request):
        page = self.page

        def compute():
            consejo = consejo_de(page)
            return {
                "donde": consejo
                and Link(
                    con_idioma(consejo.title, idioma_de(consejo, request)),
                    consejo.get_url(request),
                ),
                "de_quien": entidades_publicas([page.entidad_id], request).get(page.entidad_id),
            }

        shown = published_fragment(request, f"planteamiento-{page.pk}", compute, UNTIL_ANNOUNCED)
        return shown | {"compartir": share_page(page, request)}

    def get_card_facts(self):
        return self.page.tipo_publico, date_format(self.page.fecha, "DATE_FORMAT")
