"""What waits to be told by mail outside the queue, and what was told already."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class EnEspera(models.Model):
    """A mail that is written as it leaves (:mod:`correo.rondas`), of which nothing is kept here."""

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

    intentos = models.PositiveSmallIntegerField(_("intentos"), default=0)
    # None: nobody tries any more, until somebody wants it.
    siguiente = models.DateTimeField(
        _("siguiente intento"), null=True, default=timezone.now, db_index=True
    )
    # Why it has not left so far.
    fallo = models.CharField(_("qué falló"), max_length=10, choices=Fallo, blank=True)

    class Meta:
        abstract = True
        ordering = ["siguiente", "pk"]

    @property
    def about(self):
        """Of what it is, in the words of the journal, which names no person."""
        return f"{self._meta.label} {self.pk}"

    @property
    def is_hopeless(self):
        """Whether no other attempt can bring it anywhere."""
        return self.fallo == self.Fallo.DIRECCION


class Avisado(models.Model):
    """That something was told of an object, once: of another day it is told again.

    The object has a ``GenericRelation`` to its rows, and takes them along when it goes.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    objeto = GenericForeignKey()
    que = models.CharField(_("qué"), max_length=20)
    dia = models.DateField(_("del día"))
    cuando = models.DateTimeField(_("cuándo"), auto_now_add=True)

    class Meta:
        verbose_name = _("aviso ya dado")
        verbose_name_plural = _("avisos ya dados")
        ordering = ["cuando", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "que", "dia"], name="correo_avisado_una_vez"
            )
        ]

    def __str__(self):
        return f"{self.que}: {self.dia}"

    @classmethod
    def missing(cls, queryset, que, *, dia):
        """What of ``queryset`` was not told ``que`` of, for the day in its field ``dia``."""
        told = cls.objects.filter(
            content_type=ContentType.objects.get_for_model(queryset.model),
            object_id=OuterRef("pk"),
            que=que,
            dia=OuterRef(dia),
        )
        return queryset.exclude(Exists(told))
