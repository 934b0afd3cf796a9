"""What waits to be told by mail, and what was told already: never to whom, nor in what words."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .caso import Caso, Remitente
from .movimiento import Movimiento

Tipo = Movimiento.Tipo

_DAY = timedelta(days=1)


class AvisoALaPersona(models.Model):
    """A mail that waits for the person who asked; gone once it has left, or can never leave."""

    class Fallo(models.TextChoices):
        DIRECCION = (
            "direccion",
            _("El servidor de correo no acepta la dirección que dio la persona."),
        )
        BUZON = (
            "buzon",
            _("El servidor de correo no lo tomó por ahora: la persona puede tener el buzón lleno."),
        )
        RECHAZO = "rechazo", _("El servidor de correo rechazó el mensaje.")
        SERVIDOR = "servidor", _("El servidor de correo del portal no está disponible.")
        OTRO = "otro", _("El mensaje no se pudo preparar.")

    SE_AVISAN = (Tipo.RECIBIDA, Tipo.TRASLADADA, Tipo.PRORROGA, Tipo.RESPUESTA, Tipo.CERRADA)

    movimiento = models.OneToOneField(Movimiento, on_delete=models.CASCADE, related_name="+")
    intentos = models.PositiveSmallIntegerField(_("intentos"), default=0)
    # None: nobody tries any more, until the office wants it.
    siguiente = models.DateTimeField(
        _("siguiente intento"), null=True, default=timezone.now, db_index=True
    )
    # Why it has not left so far.
    fallo = models.CharField(_("qué falló"), max_length=10, choices=Fallo, blank=True)

    class Meta:
        verbose_name = _("aviso a la persona")
        verbose_name_plural = _("avisos a las personas")
        ordering = ["siguiente", "pk"]

    def __str__(self):
        return f"{self.movimiento.caso.numero}: {self.movimiento}"


class NovedadDeCaso(models.Model):
    """Something that those who answer a case have to hear of; gone once it is in a mail."""

    SE_CUENTAN = (Tipo.RECIBIDA, Tipo.TRASLADADA, Tipo.AMPLIADA, Tipo.INCONFORME, Tipo.RETIRADA)

    movimiento = models.OneToOneField(Movimiento, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("novedad de un caso")
        verbose_name_plural = _("novedades de los casos")
        ordering = ["movimiento__cuando", "pk"]

    def __str__(self):
        return f"{self.movimiento.caso.numero}: {self.movimiento}"


class AvisoDePlazo(models.Model):
    """That a term ends was told once; a longer term is another one, and is told again."""

    class Nivel(models.TextChoices):
        PRONTO = "pronto", _("Vence pronto")
        COORDINACION = "coordinacion", _("Vence pronto, dicho a quien coordina")
        VENCIDO = "vencido", _("Vencido")

    caso = models.ForeignKey(Caso, on_delete=models.CASCADE, related_name="+")
    nivel = models.CharField(_("nivel"), max_length=12, choices=Nivel)
    vence = models.DateField(_("vence"))

    class Meta:
        verbose_name = _("aviso de plazo")
        verbose_name_plural = _("avisos de plazo")
        ordering = ["vence", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["caso", "nivel", "vence"], name="atencion_un_aviso_por_nivel"
            )
        ]

    def __str__(self):
        return f"{self.caso}: {self.get_nivel_display()}"


def anotar_avisos(movimiento):
    """Note who has to hear of ``movimiento``; the scheduler tells them (``atencion.correo``)."""
    if movimiento.tipo in AvisoALaPersona.SE_AVISAN and _is_mailed(movimiento):
        AvisoALaPersona.objects.create(movimiento=movimiento)
    if movimiento.tipo in NovedadDeCaso.SE_CUENTAN:
        NovedadDeCaso.objects.create(movimiento=movimiento)


def _is_mailed(movimiento):
    """Whether there is an address; an acuse, which strangers can cause, is sent to it so often."""
    remitentes = Remitente.objects.exclude(huella_correo="")
    remitente = remitentes.filter(caso=movimiento.caso_id).first()
    if remitente is None or movimiento.tipo != Tipo.RECIBIDA:
        return remitente is not None
    lately = remitentes.filter(
        huella_correo=remitente.huella_correo, caso__recibida__gt=movimiento.cuando - _DAY
    )
    return lately.count() <= settings.ATENCION_ACUSES_POR_DIA
