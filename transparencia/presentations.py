"""Presentation of the section of transparency, with the URLs of its lists and views."""

from django.urls import path
from django.utils.translation import gettext

from base.frame import Frame
from base.links import Feed, Link
from base.presentation import Presentation
from base.provincia import es_de_la_provincia
from datos import views as datos
from documentos import views as documentos
from documentos.ley168 import views as ley168
from documentos.models import NormaPage
from documentos.normas import views as normas
from documentos.normas.presentations import encontradas as normas_encontradas
from documentos.normas.queries import de_la_provincia
from indicadores import views as indicadores
from indicadores.presentations import encontrados as indicadores_encontrados

from . import views
from .models import TransparenciaIndexPage


class TransparenciaIndexPresentation(Presentation):
    model = TransparenciaIndexPage
    lists_its_pages = True
    reserved_slugs = frozenset({"provincia"})
    urls = (
        path("", views.seccion, name="pagina"),
        path("datos/", datos.lista, name="datos"),
        path("datos/<slug:clave>/", datos.conjunto, name="conjunto_de_datos"),
        *indicadores.IndicadoresList.urls("indicadores"),
        path("comparar/<slug:medida>/", indicadores.compare, name="comparar"),
        path("comparar/<slug:medida>/csv/", indicadores.compare_csv, name="comparar_csv"),
        path("comparar/<slug:medida>/json/", indicadores.compare_json, name="comparar_json"),
        *documentos.DocumentosList.urls("documentos"),
        *normas.NormasList.urls("normas"),
        *views.PresenciaList.urls("presencia"),
        *ley168.Ley168List.urls("ley168"),
    )

    def find(self, request, path_components):
        """Return the route of a norma of the province, which every portal shows, or None."""
        if len(path_components) != 2 or path_components[0] != "provincia":
            return None
        norma = de_la_provincia(self.page, path_components[1])
        if norma is None:
            return None
        Frame.for_request(request, norma).section = self.page
        return norma.route(request, [])

    def shows(self, page, request):
        is_here = page.specific_class is NormaPage and page.locale_id == self.page.locale_id
        return is_here and es_de_la_provincia(page.path)

    def get_shared_path(self, page):
        return f"provincia/{page.slug}/"

    def get_feeds(self, request):
        titulo = gettext("Documentos")
        nombre = Frame.for_request(request).nombre
        url = f"{self.page.get_url(request)}documentos/rss/"
        return [Feed(f"{titulo} · {nombre}", url, "application/rss+xml")]

    def get_functions(self, request):
        yield (
            Link(gettext("Datos abiertos"), f"{self.page.get_url(request)}datos/"),
            gettext("Lo que sabe el portal, para descargar en CSV y JSON."),
            gettext(
                "datos abiertos, csv, json, excel, hoja de cálculo, base/tabla/csv/excel datos,"
                " bajar/descargar datos/tabla/csv/json/excel"
            ),
        )

    def present_found(self, pages, request):
        return indicadores_encontrados(pages, request) | normas_encontradas(pages, request)
