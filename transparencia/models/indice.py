from django.utils.translation import gettext_lazy as _

from base.models import IndexPage


class TransparenciaIndexPage(IndexPage):
    """What one portal publishes without being asked: results, documents and norms."""

    subpage_types = [
        "transparencia.DocumentoPage",
        "transparencia.IndicadorPage",
        "transparencia.NormaPage",
        "transparencia.PlanteamientosIndexPage",
        "transparencia.FichaLey168Page",
        "home.StandardPage",
    ]
    page_description = _("Reúne los resultados y documentos del portal. Hay una sola.")

    class Meta:
        verbose_name = _("sección de transparencia")
        verbose_name_plural = _("secciones de transparencia")
