from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class Grupo(models.TextChoices):
    """Groups of results, each with its heading on the search page."""

    TRAMITES = "tramites", _("Trámites")
    DIRECTORIO = "directorio", _("Directorio")
    NOTICIAS = "noticias", _("Noticias")
    OTROS = "otros", _("Otros")


class Ficha(models.Model):
    """Index entry of one public page; a page that is not public has none.

    Only :mod:`search.indice` writes it. Besides these columns each database has a full-text index
    (``migrations/0001_initial.py``): PostgreSQL two generated columns, SQLite a table of words
    with the same keys.
    """

    page = models.OneToOneField(
        Page, primary_key=True, on_delete=models.CASCADE, related_name="ficha"
    )
    idioma = models.CharField(max_length=12)
    grupo = models.CharField(max_length=12, choices=Grupo)
    # Words of the index that state portal, language, group and other facts: :mod:`search.marcas`.
    marcas = models.TextField()
    titulo = models.TextField()
    # Popular names and acronyms, with commas between them.
    nombres = models.TextField(blank=True)
    # The summary of the page, then each other field that counts as a summary, on its own line.
    resumen = models.TextField(blank=True)
    texto = models.TextField(blank=True)
    # Telephone numbers as digits, with and without the area code.
    numeros = models.TextField(blank=True)
    # The stems of each name, one name a line. The first line is the title; after a colon, the stems
    # of its part before a colon. Then the lines of the summary, each with an equals sign before it.
    raices = models.TextField()
    # The ranking lowers the page with the days since this date; most pages have none.
    fecha = models.DateField(null=True)
    vence = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("ficha del buscador")
        verbose_name_plural = _("fichas del buscador")

    def __str__(self):
        return self.titulo


class Palabra(models.Model):
    """A word from the name of a public page, with which misspelt words are corrected."""

    palabra = models.CharField(max_length=60)
    # With its accents, in lowercase, as it was written first.
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
