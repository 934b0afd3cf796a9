from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path

from base.chrome import Chrome, Feed
from base.models import BasePage
from base.provincia import es_de_la_provincia
from base.publicas import publicas
from transparencia import presencia
from transparencia.datos import paginas as datos
from transparencia.documentos import listado as documentos
from transparencia.indicadores import comparacion
from transparencia.indicadores import listado as indicadores
from transparencia.ley168 import datos as datos_ley168
from transparencia.ley168 import listado as ley168
from transparencia.normas import consultas
from transparencia.normas import listado as normas

from .documento import DocumentoPage
from .indicador import IndicadorPage
from .ley168 import FichaLey168Page
from .norma import NormaPage


class TransparenciaIndexPage(RoutablePageMixin, BasePage):
    """What one portal publishes without being asked: results, documents and norms."""

    parent_page_types = ["home.HomePage"]
    subpage_types = [
        "transparencia.DocumentoPage",
        "transparencia.IndicadorPage",
        "transparencia.NormaPage",
        "transparencia.PlanteamientosIndexPage",
        "transparencia.FichaLey168Page",
        "home.StandardPage",
    ]
    max_count_per_parent = 1
    lists_its_pages = True
    page_description = _("Reúne los resultados y documentos del portal. Hay una sola.")

    content_panels = [*BasePage.content_panels, *BasePage.vigencia_panels]

    class Meta:
        verbose_name = _("sección de transparencia")
        verbose_name_plural = _("secciones de transparencia")

    def reserves_slug(self, slug):
        return slug in {
            "comparar",
            "datos",
            "documentos",
            "indicadores",
            "ley-168",
            "normas",
            "presencia",
            "provincia",
        }

    @path("")
    def pagina(self, request):
        return self.render(
            request,
            context_overrides={
                "subpaginas": self.subpaginas(),
                "indicadores": indicadores.resumen(self, request),
                "documentos": documentos.resumen(self, request),
                "normas": normas.resumen(self, request),
                "presencia_url": presencia.presencia_url(self, request),
                "ley168": ley168.resumen(self, request),
                "datos_url": f"{self.get_url(request)}datos/",
            },
        )

    def subpaginas(self):
        """The public pages below that none of the lists of this section shows."""
        listed = (DocumentoPage, IndicadorPage, NormaPage, FichaLey168Page)
        return publicas(self.get_children()).not_type(listed).specific()

    def present_found(self, pages, request):
        found = indicadores.hallados(pages, request)
        return found | normas.encontradas(pages, request)

    @path("datos/")
    def datos(self, request):
        return datos.lista(self, request)

    @path("datos/<slug:clave>/")
    def conjunto_de_datos(self, request, clave):
        return datos.conjunto(self, request, clave)

    @path("indicadores/")
    def indicadores(self, request):
        return indicadores.lista(self, request)

    @path("comparar/<slug:medida>/")
    def comparar(self, request, medida):
        return comparacion.pagina(self, request, medida)

    @path("comparar/<slug:medida>/csv/")
    def comparar_csv(self, request, medida):
        return comparacion.as_csv(self, request, medida)

    @path("comparar/<slug:medida>/json/")
    def comparar_json(self, request, medida):
        return comparacion.as_json(self, request, medida)

    @path("documentos/")
    def documentos(self, request):
        return documentos.lista(self, request)

    @re_path(r"^documentos/(rss|atom)/$")
    def feed_de_documentos(self, request, formato):
        return documentos.feed(self, request, formato)

    def get_feeds(self, request):
        titulo = gettext("Documentos")
        nombre = Chrome.for_request(request).nombre
        url = f"{self.get_url(request)}documentos/rss/"
        return [Feed(f"{titulo} · {nombre}", url, "application/rss+xml")]

    @path("normas/")
    def normas(self, request):
        return normas.lista(self, request)

    @path("presencia/")
    def presencia(self, request):
        return presencia.pagina(self, request)

    @path("ley-168/")
    def ley168(self, request):
        return ley168.pagina(self, request)

    @path("ley-168/csv/")
    def ley168_csv(self, request):
        return datos_ley168.as_csv(self, request)

    @path("ley-168/json/")
    def ley168_json(self, request):
        return datos_ley168.as_json(self, request)

    # --- Norms of the province, which every portal shows ----------------------------

    def route(self, request, path_components):
        is_shared = len(path_components) == 2 and path_components[0] == "provincia"
        if is_shared and (norma := consultas.de_la_provincia(self, path_components[1])):
            Chrome.for_request(request, norma).section = self
            return norma.route(request, [])
        return super().route(request, path_components)

    def shows(self, page, request):
        is_here = page.specific_class is NormaPage and page.locale_id == self.locale_id
        return is_here and es_de_la_provincia(page.path)

    def get_shared_path(self, page):
        return f"provincia/{page.slug}/"
