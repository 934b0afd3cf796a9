"""Daily counts of the readings of pages; they hold no data about the readers."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site


class Lectura(models.Model):
    """Number of readings of one page in one portal on one day.

    A page of the province is counted for the portal in which it was read.
    """

    site = models.ForeignKey(Site, models.CASCADE, related_name="+")
    page = models.ForeignKey(Page, models.CASCADE, related_name="lecturas")
    dia = models.DateField(db_index=True)
    veces = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "site", "dia"], name="lectura_por_dia")
        ]

    def __str__(self):
        return f"{self.dia}: {self.veces}"


class Llegada(models.Model):
    """Number of readings of one page on one day by people who had searched for ``palabras``."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="llegadas")
    palabras = models.CharField(max_length=80)
    dia = models.DateField(db_index=True)
    veces = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "palabras", "dia"], name="llegada_por_dia")
        ]

    def __str__(self):
        return f"{self.dia}: {self.palabras} ({self.veces})"


class NoEncontrada(models.Model):
    """Number of requests, on one day, for an address that does not exist in a portal.

    ``ruta`` is normalised like ``Redirect.old_path``; parts that may name a person are «…».
    """

    site = models.ForeignKey(Site, models.CASCADE, related_name="+")
    ruta = models.CharField(max_length=255)
    dia = models.DateField(db_index=True)
    veces = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("dirección que no existe")
        verbose_name_plural = _("direcciones que no existen")
        constraints = [
            models.UniqueConstraint(fields=["site", "dia", "ruta"], name="no_encontrada_por_dia")
        ]

    def __str__(self):
        return f"{self.dia}: {self.ruta} ({self.veces})"


class Jornada(models.Model):
    """Hours of a day in which the log has a request; about the other hours nothing is known.

    The server is often without electricity. ``horas`` has the bit 2**h set for the hour h.
    """

    dia = models.DateField(unique=True)
    horas = models.PositiveIntegerField(default=0)

    def __str__(self):
        return str(self.dia)


class Marca(models.Model):
    """Position in the log up to which lines are counted; the table has a single row.

    ``comienzo`` identifies the file by its first line, which has a time in milliseconds. Its name
    or inode would not do: both pass to other files when logs are rotated.
    """

    comienzo = models.CharField(max_length=64, blank=True)
    posicion = models.BigIntegerField(default=0)

    def __str__(self):
        return f"{self.comienzo}: {self.posicion}"
