"""What somebody is loading: kept in the database, so that a power cut loses nothing."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from .registro import get_importador
from .trabajo import Trabajo


class Clave(models.Model):
    """The name under which a page is found again when a file is loaded a second time.

    Not a field of the page: a copy, a translation or an older revision must not carry it, and
    the database keeps it unique in its portal.
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
    """One file that somebody sent, with what became of it."""

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
    # What the person should know of the file as a whole.
    notas = models.JSONField(default=list)
    estado = models.CharField(
        _("estado"), max_length=16, choices=Estado, default=Estado.POR_COMPROBAR, db_index=True
    )
    envia_a_moderacion = models.BooleanField(_("enviar a moderación"), default=False)
    # Between the preview and the confirmation somebody changed what it speaks of.
    cambio_entretanto = models.BooleanField(default=False)
    # Which preview this is: what is confirmed is the one that the person saw.
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
    """One page that a file speaks of: its row, and those of other sheets with its key."""

    class Estado(models.TextChoices):
        PENDIENTE = "pendiente", _("Sin comprobar")
        ERROR = "error", _("Con errores")
        NUEVA = "nueva", _("Nueva")
        CAMBIADA = "cambiada", _("Cambia")
        IGUAL = "igual", _("Sin cambios")

    # How several of them are called.
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
    # The texts of the file; the errors that are seen without looking at any page.
    datos = models.JSONField(default=dict)
    estado = models.CharField(max_length=12, choices=Estado, default=Estado.PENDIENTE)
    # Lists of {donde, antes, despues}; of {celda, mensaje}; of what is missing to publish it.
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
