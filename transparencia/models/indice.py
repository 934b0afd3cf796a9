from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from base.models import BasePage


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
        return slug in {"documentos", "indicadores", "normas"}

    @path("")
    def pagina(self, request):
        return self.render(request)
