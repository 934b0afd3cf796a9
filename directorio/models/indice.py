from django.utils.translation import gettext_lazy as _

from base.models import IndexPage
from directorio.vigencia import ConEstadosMixin


class DirectorioIndexPage(ConEstadosMixin, IndexPage):
    """Directory of one portal."""

    subpage_types = ["directorio.EntidadPage"]
    page_description = _("Reúne las entidades del portal. Hay uno solo.")

    class Meta:
        verbose_name = _("directorio")
        verbose_name_plural = _("directorios")
