from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

_TIPOS = {"csv": "text/csv", "json": "application/json"}


class ArchivoDeDatos(models.Model):
    """One file of open data, made ahead: what is given at the address of a set of a portal."""

    class Formato(models.TextChoices):
        CSV = "csv", "CSV"
        JSON = "json", "JSON"

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    clave = models.SlugField(max_length=60)
    formato = models.CharField(max_length=8, choices=Formato)
    # Where it lies in the storage; another one each time it says something else.
    archivo = models.CharField(max_length=200)
    lineas = models.PositiveIntegerField()
    tamano = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    # Of what it says, without the moment at which it was made.
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
        """Where the files lie: in a storage that all machines share, and nobody else serves."""
        return storages["datos"]

    def open(self):
        """Return the file; raises ``FileNotFoundError`` once a newer one has taken its place."""
        return self.almacen().open(self.archivo)

    @property
    def tipo(self):
        """Its media type, as HTTP and catalogues tell it."""
        return _TIPOS[self.formato]
