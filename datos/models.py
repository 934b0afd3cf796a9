"""The files of open data."""

from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

_TIPOS = {"csv": "text/csv", "json": "application/json"}


class ArchivoDeDatos(models.Model):
    """One open data file, made in advance, which is served at the URL of its data set."""

    class Formato(models.TextChoices):
        CSV = "csv", "CSV"
        JSON = "json", "JSON"

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    clave = models.SlugField(max_length=60)
    formato = models.CharField(max_length=8, choices=Formato)
    # Name in the storage; it changes when the content changes.
    archivo = models.CharField(max_length=200)
    lineas = models.PositiveIntegerField()
    tamano = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    # Hash of the content without the time at which the file was made.
    huella = models.CharField(max_length=64)
    hecho_el = models.DateTimeField()
    comprobado_el = models.DateTimeField()

    class Meta:
        verbose_name = _("archivo de datos abiertos")
        verbose_name_plural = _("archivos de datos abiertos")
        ordering = ["site", "clave", "formato"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "clave", "formato"], name="archivo_de_datos_por_portal"
            )
        ]

    def __str__(self):
        return f"{self.clave}.{self.formato}"

    @staticmethod
    def almacen():
        """Return the storage of the files: all machines share it, and only our view serves it."""
        return storages["datos"]

    def open(self):
        """Open the file; raise ``FileNotFoundError`` if a newer one has replaced it."""
        return self.almacen().open(self.archivo)

    @property
    def tipo(self):
        """Its media type, for HTTP and the catalogues."""
        return _TIPOS[self.formato]
