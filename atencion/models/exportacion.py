from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Site

from base.models.fields import reference
from servidor.cifrado import CifradoField

_USABLE_FOR = timedelta(days=1)


def _person(verbose_name):
    return reference(settings.AUTH_USER_MODEL, verbose_name, blank=False)


class Exportacion(models.Model):
    """A request to export the data of many cases, approved by a second coordinator.

    It holds no data of cases: the table is created during its only download, and never stored.
    """

    class Estado(models.TextChoices):
        PEDIDA = "pedida", gettext_lazy("Espera la decisión de otra persona")
        APROBADA = "aprobada", gettext_lazy("Aprobada")
        DENEGADA = "denegada", gettext_lazy("Denegada")
        DESCARGADA = "descargada", gettext_lazy("Descargada")
        VENCIDA = "vencida", gettext_lazy("Aprobada y no descargada a tiempo")

    site = models.ForeignKey(
        Site, verbose_name=gettext_lazy("portal"), on_delete=models.PROTECT, related_name="+"
    )
    desde = models.DateField(gettext_lazy("recibidos desde"))
    hasta = models.DateField(gettext_lazy("hasta"))
    motivo = CifradoField(gettext_lazy("para qué"))
    pedida_por = _person(gettext_lazy("la pide"))
    pedida_el = models.DateTimeField(gettext_lazy("pedida"), default=timezone.now)
    decidida_por = _person(gettext_lazy("la decide"))
    decidida_el = models.DateTimeField(gettext_lazy("decidida"), null=True)
    aprobada = models.BooleanField(gettext_lazy("aprobada"), default=False)
    descargada_el = models.DateTimeField(gettext_lazy("descargada"), null=True)

    class Meta:
        verbose_name = gettext_lazy("exportación de casos")
        verbose_name_plural = gettext_lazy("exportaciones de casos")
        ordering = ["-pedida_el", "-pk"]

    def __str__(self):
        return _("Casos de %(portal)s, del %(desde)s al %(hasta)s") % {
            "portal": self.site.site_name,
            "desde": date_format(self.desde, "SHORT_DATE_FORMAT"),
            "hasta": date_format(self.hasta, "SHORT_DATE_FORMAT"),
        }

    @property
    def estado(self):
        if self.decidida_el is None:
            return self.Estado.PEDIDA
        if not self.aprobada:
            return self.Estado.DENEGADA
        if self.descargada_el is not None:
            return self.Estado.DESCARGADA
        if timezone.now() > self.decidida_el + _USABLE_FOR:
            return self.Estado.VENCIDA
        return self.Estado.APROBADA
