from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class Grupo(models.TextChoices):
    """Under which heading results stand, in the order in which they do."""

    TRAMITES = "tramites", _("Trámites")
    DIRECTORIO = "directorio", _("Directorio")
    NOTICIAS = "noticias", _("Noticias")
    OTROS = "otros", _("Otros")


class Ficha(models.Model):
    """What the search knows of one public page; what is not public has no row.

    Written by :mod:`search.indice` alone. Both databases keep beside these columns what they
    search in (``migrations/0001_initial.py``): PostgreSQL two columns that follow by themselves,
    SQLite a table of words with the same keys.
    """

    page = models.OneToOneField(
        Page, primary_key=True, on_delete=models.CASCADE, related_name="ficha"
    )
    idioma = models.CharField(max_length=12)
    grupo = models.CharField(max_length=12, choices=Grupo)
    # Words that no text can hold, by which the index itself tells portals, languages and groups
    # apart: see :mod:`search.marcas`.
    marcas = models.TextField()
    titulo = models.TextField()
    # Popular names and acronyms, with commas between them.
    nombres = models.TextField(blank=True)
    # Each part that the page says by itself on a line of its own; first the summary of the page.
    resumen = models.TextField(blank=True)
    texto = models.TextField(blank=True)
    # Telephones as digits, with and without the code of the area.
    numeros = models.TextField(blank=True)
    # The stems of each name, a line each: the title first, and after a colon those of its head.
    # Lines of the summary follow, each with an equals sign before it.
    raices = models.TextField()
    # The day from which on it grows old; most pages do not.
    fecha = models.DateField(null=True)
    vence = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("ficha del buscador")
        verbose_name_plural = _("fichas del buscador")

    def __str__(self):
        return self.titulo


class Palabra(models.Model):
    """A word of the name of some public page: what misspelt ones are led to."""

    palabra = models.CharField(max_length=60)
    # With its accents, in small letters: what somebody wrote first.
    escrita = models.CharField(max_length=60)
    idioma = models.CharField(max_length=12)
    # How it sounds, by :func:`search.ortografia.sonido`: «vivienda» and «bibienda» are the same.
    sonido = models.CharField(max_length=60, db_index=True)

    class Meta:
        verbose_name = _("palabra del buscador")
        verbose_name_plural = _("palabras del buscador")
        constraints = [
            models.UniqueConstraint(fields=["palabra", "idioma"], name="palabra_por_idioma")
        ]

    def __str__(self):
        return self.palabra
