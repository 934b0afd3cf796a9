from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.models.fields import reference
from servidor.cifrado import CifradoField

from .caso import Caso


class Movimiento(models.Model):
    """One thing that happened to a case. Only the purge changes rows; none is deleted alone."""

    class Tipo(models.TextChoices):
        RECIBIDA = "recibida", _("Recibido")
        ASIGNADA = "asignada", _("Asignado")
        TRASLADADA = "trasladada", _("Trasladado")
        INVESTIGACION = "investigacion", _("En investigación")
        NOTA = "nota", _("Nota interna")
        PRORROGA = "prorroga", _("Prórroga")
        RESPUESTA = "respuesta", _("Respuesta")
        AMPLIADA = "ampliada", _("La persona añadió información")
        INCONFORME = "inconforme", _("La persona no está conforme")
        RETIRADA = "retirada", _("La persona lo retiró")
        CERRADA = "cerrada", _("Cerrado")

    # Internal movimientos, which the citizen never sees.
    INTERNOS = (Tipo.ASIGNADA, Tipo.NOTA)
    # Movimientos made by the citizen.
    DE_LA_PERSONA = (Tipo.RECIBIDA, Tipo.AMPLIADA, Tipo.INCONFORME, Tipo.RETIRADA)

    caso = models.ForeignKey(Caso, on_delete=models.CASCADE, related_name="movimientos")
    tipo = models.CharField(_("qué pasó"), max_length=14, choices=Tipo)
    cuando = models.DateTimeField(_("cuándo"), default=timezone.now)
    # None: the citizen, or the portal itself.
    quien = reference(settings.AUTH_USER_MODEL, _("quién"), blank=False)
    texto = CifradoField(_("texto"), blank=True)
    # The name of the destination or assignee, as text: it stays if that object is deleted.
    destino = models.CharField(_("destino"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("movimiento")
        verbose_name_plural = _("movimientos")
        ordering = ["cuando", "pk"]

    def __str__(self):
        return self.get_tipo_display()

    @property
    def es_interno(self):
        return self.tipo in self.INTERNOS
