"""Pending mails outside the queue, and the record of the avisos already sent."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class EnEspera(models.Model):
    """Pending mail whose text and address are not stored (:mod:`correo.rondas`)."""

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
    # None: given up, until a user retries it.
    siguiente = models.DateTimeField(
        _("siguiente intento"), null=True, default=timezone.now, db_index=True
    )
    # Why the last attempt failed.
    fallo = models.CharField(_("qué falló"), max_length=10, choices=Fallo, blank=True)

    class Meta:
        abstract = True
        ordering = ["siguiente", "pk"]

    @property
    def about(self):
        """Description for the server log; it names no person."""
        return f"{self._meta.label} {self.pk}"

    @property
    def is_hopeless(self):
        """Whether the server refused the address, so that no retry can help."""
        return self.fallo == self.Fallo.DIRECCION


class Avisado(models.Model):
    """Record of an aviso ``que`` about an object for one day; it is not repeated for that day.

    The model of the object has a ``GenericRelation``, which deletes these rows with the object.
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
        """Return the objects without an aviso ``que`` for the day in their field ``dia``."""
        told = cls.objects.filter(
            content_type=ContentType.objects.get_for_model(queryset.model),
            object_id=OuterRef("pk"),
            que=que,
            dia=OuterRef(dia),
        )
        return queryset.exclude(Exists(told))
