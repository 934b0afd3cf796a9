"""The few words in which avisos are told apart, as the civil defence uses them."""

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
    """What the civil defence has declared, in the order in which it does."""

    TEMPRANA = "temprana", _("Alerta temprana")
    INFORMATIVA = "informativa", _("Fase informativa")
    ALERTA = "alerta", _("Fase de alerta")
    ALARMA = "alarma", _("Fase de alarma")
    RECUPERATIVA = "recuperativa", _("Fase recuperativa")


class Nivel(models.IntegerChoices):
    """How severe it is: the higher, the earlier it is read."""

    INFORMACION = 1, _("Información")
    PRECAUCION = 2, _("Precaución")
    PELIGRO = 3, _("Peligro")
    EMERGENCIA = 4, _("Emergencia")

    @property
    def icono(self):
        """The icon beside the word; none of the two stands alone."""
        if self == self.INFORMACION:
            return "informacion"
        return "emergencia" if self == self.EMERGENCIA else "aviso"


class Alcance(models.TextChoices):
    """In which portals an aviso is read; beyond the own one only the province decides."""

    PORTAL = "portal", _("Solo este portal")
    MUNICIPIOS = "municipios", _("Los municipios marcados, y este portal")
    TODOS = "todos", _("Todos los portales de la provincia")


class ConFin:
    """What has an end, ``termina``, or is without one: None."""

    @property
    def ha_terminado(self):
        return self.termina is not None and self.termina <= timezone.now()
