from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.models.fields import reference
from servidor.cifrado import CifradoField

from .caso import Caso


class Movimiento(models.Model):
    """One thing that happened to a case. Written once: never changed, never deleted alone."""

    class Tipo(models.TextChoices):
        RECIBIDA = "recibida", _("Recibida")
        ASIGNADA = "asignada", _("Asignada")
        TRASLADADA = "trasladada", _("Trasladada")
        INVESTIGACION = "investigacion", _("En investigación")
        NOTA = "nota", _("Nota interna")
        PRORROGA = "prorroga", _("Prórroga")
        RESPUESTA = "respuesta", _("Respuesta")
        AMPLIADA = "ampliada", _("La persona añadió información")
        INCONFORME = "inconforme", _("La persona no está conforme")
        RETIRADA = "retirada", _("La persona la retiró")
        CERRADA = "cerrada", _("Cerrada")

    # What happens inside the office, and is never told to the person.
    INTERNOS = (Tipo.ASIGNADA, Tipo.NOTA)
    # What the person does who asked.
    DE_LA_PERSONA = (Tipo.RECIBIDA, Tipo.AMPLIADA, Tipo.INCONFORME, Tipo.RETIRADA)

    caso = models.ForeignKey(Caso, on_delete=models.CASCADE, related_name="movimientos")
    tipo = models.CharField(_("qué pasó"), max_length=14, choices=Tipo)
    cuando = models.DateTimeField(_("cuándo"), default=timezone.now)
    # None: the person who asks, or the portal itself.
    quien = reference(settings.AUTH_USER_MODEL, _("quién"), blank=False)
    texto = CifradoField(_("texto"), blank=True)
    # Where it went or who has it now, in words that outlive what they name.
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
