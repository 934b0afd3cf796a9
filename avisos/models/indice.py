from django.utils.translation import gettext_lazy as _

from base.models import IndexPage


class AvisosIndexPage(IndexPage):
    """Section with the avisos for one portal: its own, and those of the province."""

    subpage_types = ["avisos.AvisoPage"]
    page_description = _("Reúne los avisos del portal. Hay una sola.")

    class Meta:
        verbose_name = _("sección de avisos")
        verbose_name_plural = _("secciones de avisos")
