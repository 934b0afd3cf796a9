"""Choices of avisos (type, phase, level, scope), in the terms of the civil defence."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Tipo(models.TextChoices):
    CICLON = "ciclon", _("Ciclón")
    LLUVIAS = "lluvias", _("Lluvias")
    SISMO = "sismo", _("Sismo")
    SEQUIA = "sequia", _("Sequía")
    SALUD = "salud", _("Salud")
    ELECTRICIDAD = "electricidad", _("Electricidad")
    AGUA = "agua", _("Agua")
    OTRO = "otro", _("Otro")


class Fase(models.TextChoices):
    """Phase declared by the civil defence, in the order in which phases are declared."""

    TEMPRANA = "temprana", _("Alerta temprana")
    INFORMATIVA = "informativa", _("Fase informativa")
    ALERTA = "alerta", _("Fase de alerta")
    ALARMA = "alarma", _("Fase de alarma")
    RECUPERATIVA = "recuperativa", _("Fase recuperativa")


class Nivel(models.IntegerChoices):
    """Severity of an aviso; lists show the highest level first."""

    INFORMACION = 1, _("Información")
    PRECAUCION = 2, _("Precaución")
    PELIGRO = 3, _("Peligro")
    EMERGENCIA = 4, _("Emergencia")

    @property
    def icono(self):
        """Icon that is always shown beside the word of the level."""
        if self == self.INFORMACION:
            return "informacion"
        return "emergencia" if self == self.EMERGENCIA else "aviso"


class Alcance(models.TextChoices):
    """Portals that show an aviso; only the province may choose more than its own."""

    PORTAL = "portal", _("Solo este portal")
    MUNICIPIOS = "municipios", _("Los municipios marcados, y este portal")
    TODOS = "todos", _("Todos los portales de la provincia")


class ConFin:
    """Mixin for objects with an end, ``termina``; None means that the end is not known."""

    @property
    def ha_terminado(self):
        return self.termina is not None and self.termina <= timezone.now()
