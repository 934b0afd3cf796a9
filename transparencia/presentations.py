"""How the section of transparency is shown, and all that is below it."""

from django.urls import path, re_path
from django.utils.translation import gettext

from base.frame import Frame
from base.links import Feed
from base.presentation import Presentation
from base.provincia import es_de_la_provincia

from . import views
from .datos import views as datos
from .documentos import views as documentos
from .indicadores import views as indicadores
from .indicadores.presentations import encontrados as indicadores_encontrados
from .ley168 import views as ley168
from .models import NormaPage, TransparenciaIndexPage
from .normas import views as normas
from .normas.presentations import encontradas as normas_encontradas
from .normas.queries import de_la_provincia


class TransparenciaIndexPresentation(Presentation):
    model = TransparenciaIndexPage
    lists_its_pages = True
    reserved_slugs = frozenset({"provincia"})
    urls = (
        path("", views.seccion, name="pagina"),
        path("datos/", datos.lista, name="datos"),
        path("datos/<slug:clave>/", datos.conjunto, name="conjunto_de_datos"),
        path("indicadores/", indicadores.lista, name="indicadores"),
        path("comparar/<slug:medida>/", indicadores.comparar, name="comparar"),
        path("comparar/<slug:medida>/csv/", indicadores.comparar_csv, name="comparar_csv"),
        path("comparar/<slug:medida>/json/", indicadores.comparar_json, name="comparar_json"),
        path("documentos/", documentos.lista, name="documentos"),
        re_path(r"^documentos/(?P<formato>rss|atom)/$", documentos.feed, name="feed_de_documentos"),
        path("normas/", normas.lista, name="normas"),
        path("presencia/", views.presencia, name="presencia"),
        path("ley-168/", ley168.lista, name="ley168"),
        path("ley-168/csv/", ley168.lista_csv, name="ley168_csv"),
        path("ley-168/json/", ley168.lista_json, name="ley168_json"),
    )

    def find(self, request, path_components):
        """Find a norm of the province, which every portal shows."""
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

    def present_found(self, pages, request):
        return indicadores_encontrados(pages, request) | normas_encontradas(pages, request)
