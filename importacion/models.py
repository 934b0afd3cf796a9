"""The models of an import: it is stored in the database, so that a power cut loses nothing."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from .registro import get_importador
from .trabajo import Trabajo


class Clave(models.Model):
    """The name by which a row finds its page again when a file is imported a second time.

    Not a field of the page: a copy, a translation or an older revision must not have it, and the
    database makes it unique in its portal and importer.
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    importador = models.CharField(max_length=40)
    clave = models.CharField(_("clave"), max_length=80)
    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("clave de importación")
        verbose_name_plural = _("claves de importación")
        constraints = [
            models.UniqueConstraint(
                fields=["site", "importador", "clave"], name="importacion_clave_unica"
            )
        ]

    def __str__(self):
        return self.clave


class Importacion(Trabajo):
    """One spreadsheet that a user sent, with its state."""

    class Estado(models.TextChoices):
        POR_COMPROBAR = "por_comprobar", _("Comprobándose")
        LISTA = "lista", _("Espera su confirmación")
        POR_GUARDAR = "por_guardar", _("Guardándose")
        GUARDADA = "guardada", _("Guardada")
        DESCARTADA = "descartada", _("Descartada")
        FALLIDA = "fallida", _("No se pudo terminar")

    EN_MARCHA = (Estado.POR_COMPROBAR, Estado.POR_GUARDAR)

    importador = models.CharField(_("qué se carga"), max_length=40)
    archivo = models.CharField(_("archivo"), max_length=200)
    # Fields of each sheet of the file, by the name of the sheet.
    columnas = models.JSONField(default=dict)
    # Messages for the user about the file as a whole.
    notas = models.JSONField(default=list)
    estado = models.CharField(
        _("estado"), max_length=16, choices=Estado, default=Estado.POR_COMPROBAR, db_index=True
    )
    envia_a_moderacion = models.BooleanField(_("enviar a moderación"), default=False)
    # Somebody changed the pages of the file between the preview and the confirmation.
    cambio_entretanto = models.BooleanField(default=False)
    # The number of the preview: the user can confirm only the preview that they saw.
    vista = models.PositiveIntegerField(default=0)

    class Meta(Trabajo.Meta):
        verbose_name = _("importación")
        verbose_name_plural = _("importaciones")

    def __str__(self):
        return self.archivo

    @cached_property
    def importer(self):
        return get_importador(self.importador)


class Fila(models.Model):
    """One page of a file: its row, and the rows of other sheets with the same clave."""

    class Estado(models.TextChoices):
        PENDIENTE = "pendiente", _("Sin comprobar")
        ERROR = "error", _("Con errores")
        NUEVA = "nueva", _("Nueva")
        CAMBIADA = "cambiada", _("Cambia")
        IGUAL = "igual", _("Sin cambios")

    # The plural names of the states.
    PLURALES = {
        Estado.ERROR: _("Con errores"),
        Estado.NUEVA: _("Nuevas"),
        Estado.CAMBIADA: _("Con cambios"),
        Estado.IGUAL: _("Sin cambios"),
    }

    importacion = models.ForeignKey(Importacion, on_delete=models.CASCADE, related_name="filas")
    orden = models.PositiveIntegerField()
    clave = models.CharField(max_length=80)
    titulo = models.CharField(max_length=255)
    # The texts of the file, and the errors found without reading any page.
    datos = models.JSONField(default=dict)
    estado = models.CharField(max_length=12, choices=Estado, default=Estado.PENDIENTE)
    # Lists of {donde, antes, despues}, of {celda, mensaje}, and of what is missing to publish.
    cambios = models.JSONField(default=list)
    errores = models.JSONField(default=list)
    avisos = models.JSONField(default=list)
    nota = models.TextField(blank=True)
    page = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("fila importada")
        verbose_name_plural = _("filas importadas")
        ordering = ["orden"]
        indexes = [models.Index(fields=["importacion", "estado"])]

    def __str__(self):
        return self.titulo or self.clave
