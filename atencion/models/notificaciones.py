"""Mails that wait to be sent, without their address and their text."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from atencion.buzones import PROVEEDORES, dominio
from correo.models import EnEspera
from servidor.cifrado import huellas
from servidor.limites import count

from .caso import Remitente
from .movimiento import Movimiento

Tipo = Movimiento.Tipo

_DAY = timedelta(days=1)


class AvisoALaPersona(EnEspera):
    """A mail to the citizen that waits to be sent; deleted once sent or if it never can be."""

    SE_AVISAN = (Tipo.RECIBIDA, Tipo.TRASLADADA, Tipo.PRORROGA, Tipo.RESPUESTA, Tipo.CERRADA)

    movimiento = models.OneToOneField(Movimiento, on_delete=models.CASCADE, related_name="+")

    class Meta(EnEspera.Meta):
        verbose_name = _("aviso a la persona")
        verbose_name_plural = _("avisos a las personas")

    def __str__(self):
        return f"{self.movimiento.caso.numero}: {self.movimiento}"

    @property
    def about(self):
        return f"case {self.movimiento.caso_id}"


class NovedadDeCaso(models.Model):
    """A movimiento to report to the users who answer; deleted once it is in a mail."""

    SE_CUENTAN = (Tipo.RECIBIDA, Tipo.TRASLADADA, Tipo.AMPLIADA, Tipo.INCONFORME, Tipo.RETIRADA)

    movimiento = models.OneToOneField(Movimiento, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("novedad de un caso")
        verbose_name_plural = _("novedades de los casos")
        ordering = ["movimiento__cuando", "pk"]

    def __str__(self):
        return f"{self.movimiento.caso.numero}: {self.movimiento}"


def note_avisos(movimiento):
    """Create the pending mails about ``movimiento``; the scheduler sends them later."""
    if movimiento.tipo in AvisoALaPersona.SE_AVISAN and _is_mailed(movimiento):
        AvisoALaPersona.objects.create(movimiento=movimiento)
    if movimiento.tipo in NovedadDeCaso.SE_CUENTAN:
        NovedadDeCaso.objects.create(movimiento=movimiento)


def _is_mailed(movimiento):
    """Whether there is an address; acuses have limits too, because strangers can cause them."""
    remitentes = Remitente.objects.exclude(huella_correo="")
    remitente = remitentes.filter(caso=movimiento.caso_id).first()
    if remitente is None or movimiento.tipo != Tipo.RECIBIDA:
        return remitente is not None
    lately = remitentes.filter(
        huella_correo=remitente.huella_correo, caso__recibida__gt=movimiento.cuando - _DAY
    )
    is_within = lately.count() <= settings.ATENCION_ACUSES_POR_DIA
    return is_within and _has_room(dominio(remitente.correo))


def _has_room(domain):
    """Count one more acuse to ``domain``, all of whose mailboxes may belong to one person."""
    if domain in PROVEEDORES:
        return True
    key = f"atencion-acuses-{huellas(domain, 'atencion.dominio')[0]}"
    return count(key, _DAY // timedelta(seconds=1)) <= settings.ATENCION_ACUSES_DOMINIO_POR_DIA
