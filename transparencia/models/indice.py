from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from base.models import BasePage
from base.publicas import publicas
from transparencia.indicadores import comparacion, listado

from .documento import DocumentoPage
from .indicador import IndicadorPage
from .norma import NormaPage


class TransparenciaIndexPage(RoutablePageMixin, BasePage):
    """What one portal publishes without being asked: results, documents and norms."""

    parent_page_types = ["home.HomePage"]
    subpage_types = [
        "transparencia.DocumentoPage",
        "transparencia.IndicadorPage",
        "transparencia.NormaPage",
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
        return slug in {"comparar", "documentos", "indicadores", "normas"}

    @path("")
    def pagina(self, request):
        return self.render(
            request,
            context_overrides={
                "subpaginas": self.subpaginas(),
                "indicadores": listado.resumen(self, request),
            },
        )

    def subpaginas(self):
        """The public pages below that none of the lists of this section shows."""
        listed = (DocumentoPage, IndicadorPage, NormaPage)
        return publicas(self.get_children()).not_type(listed).specific()

    def present_found(self, pages, request):
        return listado.hallados(pages, request)

    @path("indicadores/")
    def indicadores(self, request):
        return listado.lista(self, request)

    @path("comparar/<slug:medida>/")
    def comparar(self, request, medida):
        return comparacion.pagina(self, request, medida)

    @path("comparar/<slug:medida>/csv/")
    def comparar_csv(self, request, medida):
        return comparacion.as_csv(self, request, medida)

    @path("comparar/<slug:medida>/json/")
    def comparar_json(self, request, medida):
        return comparacion.as_json(self, request, medida)
