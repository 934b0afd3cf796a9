"""How often pages are read: numbers of days, and nothing of who read."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site


class Lectura(models.Model):
    """How often one page was read in one portal on one day.

    What the province publishes for all is counted for the portal in which it was read.
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
    """How often one page was read, on one day, by who had looked for ``palabras`` in its portal."""

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
    """How often people asked, on one day, for an address at which a portal has nothing.

    ``ruta`` is written as redirects have theirs (``Redirect.old_path``); what may name somebody
    is «…» in it.
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
    """In which hours of a day anybody at all asked for anything; in the others, nothing is known.

    ``horas`` has the bit 2**h for the hour h: the server is often without electricity.
    """

    dia = models.DateField(unique=True)
    horas = models.PositiveIntegerField(default=0)

    def __str__(self):
        return str(self.dia)


class Marca(models.Model):
    """Where the reader of the log stopped: what comes before is counted. There is one.

    The file is known by its first line, whose moment is of thousandths: names and numbers of files
    go to others when logs are renamed.
    """

    comienzo = models.CharField(max_length=64, blank=True)
    posicion = models.BigIntegerField(default=0)

    def __str__(self):
        return f"{self.comienzo}: {self.posicion}"
