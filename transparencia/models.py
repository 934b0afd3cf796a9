from django.utils.translation import gettext_lazy as _

from base.models import IndexPage


class TransparenciaIndexPage(IndexPage):
    """Section of transparency of one portal: indicadores, documentos, normas and Ley 168."""

    subpage_types = [
        "documentos.DocumentoPage",
        "indicadores.IndicadorPage",
        "documentos.NormaPage",
        "gobierno.PlanteamientosIndexPage",
        "documentos.FichaLey168Page",
        "home.StandardPage",
    ]
    page_description = _("Reúne los resultados y documentos del portal. Hay una sola.")

    class Meta:
        verbose_name = _("sección de transparencia")
        verbose_name_plural = _("secciones de transparencia")
