import uuid

from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from servidor.cifrado import CifradoField

from .movimiento import Movimiento

CARPETA = "atencion"


def _private():
    return storages["privados"]


def _random_name(instance, filename):
    name = uuid.uuid4().hex
    return f"{CARPETA}/{name[:2]}/{name}"


class Adjunto(models.Model):
    """A file of a case: encrypted, with a random file name, outside the public folders."""

    movimiento = models.ForeignKey(Movimiento, on_delete=models.CASCADE, related_name="adjuntos")
    nombre = CifradoField(_("nombre"))
    tipo = models.CharField(_("tipo"), max_length=40)
    bytes = models.PositiveIntegerField(_("tamaño en bytes"))
    archivo = models.FileField(_("archivo"), storage=_private, upload_to=_random_name)

    class Meta:
        verbose_name = _("adjunto")
        verbose_name_plural = _("adjuntos")
        ordering = ["pk"]

    def __str__(self):
        # Without its name, which may be personal: this text gets into logs.
        return f"{self.tipo} {self.pk}"
