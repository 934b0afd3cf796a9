"""Older portals that are taken over, their content, and the addresses that it had there."""

from pathlib import PurePath

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision, Site

from base.models import PortalDocument, PortalImage
from base.models.fields import reference
from importacion.trabajo import Trabajo
from noticias.models import CategoriaNoticia


class Sistema(models.TextChoices):
    JOOMLA = "joomla", "Joomla"
    WORDPRESS = "wordpress", "WordPress"
    CARPETA = "carpeta", _("Páginas guardadas")


class Clase(models.TextChoices):
    PIEZA = "pieza", _("Página")
    CATEGORIA = "categoria", _("Categoría")
    CONTACTOS = "contactos", _("Lista de contactos")
    LISTA = "lista", _("Lista de otra cosa")
    IMAGEN = "imagen", _("Imagen")
    DOCUMENTO = "documento", _("Documento")


LISTAS = (Clase.CATEGORIA, Clase.CONTACTOS, Clase.LISTA)
# Prefix of the key of a contact, a piece whose number may also be the number of an article.
DE_UN_CONTACTO = "contacto-"


class Mudanza(Trabajo):
    """One older portal that is taken over into the portal of ``site``, in one run or several."""

    class Estado(models.TextChoices):
        POR_MIRAR = "por_mirar", _("Mirándose")
        LISTA = "lista", _("Espera su confirmación")
        POR_TRAER = "por_traer", _("Trayéndose")
        TRAIDA = "traida", _("Traída")
        DESCARTADA = "descartada", _("Descartada")
        FALLIDA = "fallida", _("No se pudo terminar")

    EN_MARCHA = (Estado.POR_MIRAR, Estado.POR_TRAER)

    sistema = models.CharField(_("programa"), max_length=12, choices=Sistema)
    # Paths on this server.
    archivo = models.CharField(_("archivo"), max_length=500)
    carpeta = models.CharField(_("carpeta de los archivos"), max_length=500, blank=True)
    direccion = models.CharField(_("dirección del portal anterior"), max_length=200, blank=True)
    estado = models.CharField(
        _("estado"), max_length=12, choices=Estado, default=Estado.POR_MIRAR, db_index=True
    )
    # Why it failed, in words.
    motivo = models.TextField(blank=True)
    # Counts of the preview, complete or until it stopped, and of the current or last run.
    vista = models.JSONField(default=dict)
    cuenta = models.JSONField(default=dict)
    # Number of the run. The rows that it has done carry this number, so it does not repeat them.
    vuelta = models.PositiveIntegerField(default=0)

    class Meta(Trabajo.Meta):
        verbose_name = _("mudanza")
        verbose_name_plural = _("mudanzas")
        constraints = [
            models.UniqueConstraint(fields=["site", "sistema"], name="mudanza_una_por_programa")
        ]

    def __str__(self):
        return self.origen

    @property
    def origen(self):
        """Origin of the pages, in words for people: a host, or else the name of a file."""
        return self.direccion or PurePath(self.archivo).name

    @property
    def hallazgos_ahora(self):
        """Findings of the preview while the mudanza waits for confirmation, else of the run."""
        return self.hallazgos.filter(al_traer=self.estado != self.Estado.LISTA)


class Destino(models.Model):
    """Destination of the pieces of a category, in a table that a person edits once for all runs."""

    class Adonde(models.TextChoices):
        NOTICIAS = "noticias", _("Noticias")
        PAGINAS = "paginas", _("Páginas informativas")
        FUERA = "fuera", _("No se trae")

    mudanza = models.ForeignKey(Mudanza, on_delete=models.CASCADE, related_name="destinos")
    # Key of the category in the source; empty for pieces without a category.
    clave = models.CharField(max_length=255, blank=True)
    titulo = models.CharField(_("categoría"), max_length=255)
    orden = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(_("páginas"), default=0)
    adonde = models.CharField(_("a dónde va"), max_length=12, choices=Adonde)
    categoria = reference(CategoriaNoticia, _("categoría de las noticias"))
    # Parent of the new pages; without it, the front page.
    pagina = reference(Page, _("debajo de"))

    class Meta:
        verbose_name = _("destino de una categoría")
        verbose_name_plural = _("destinos de las categorías")
        ordering = ["orden", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["mudanza", "clave"], name="mudanza_destino_unico")
        ]

    def __str__(self):
        return self.titulo


class Hallazgo(models.Model):
    """A finding about one piece: something that is not taken over, or a problem."""

    class Clase(models.TextChoices):
        PERDIDO = "perdido", _("No se trae")
        PROBLEMA = "problema", _("Problema")

    mudanza = models.ForeignKey(Mudanza, on_delete=models.CASCADE, related_name="hallazgos")
    clase = models.CharField(max_length=12, choices=Clase)
    # Whether the run found it; otherwise the preview did.
    al_traer = models.BooleanField(default=False)
    que = models.CharField(max_length=255)
    motivo = models.CharField(max_length=255)

    class Meta:
        verbose_name = _("hallazgo de una mudanza")
        verbose_name_plural = _("hallazgos de las mudanzas")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.que}: {self.motivo}"


class Propuesta(models.Model):
    """An entidad that a piece seems to describe, with its telephones, for a person to judge."""

    mudanza = models.ForeignKey(Mudanza, on_delete=models.CASCADE, related_name="propuestas")
    clave = models.CharField(max_length=255)
    titulo = models.CharField(_("nombre"), max_length=255)
    telefonos = models.JSONField(default=list)
    correos = models.JSONField(default=list)
    # Lists of {nombre, cargo}.
    personas = models.JSONField(default=list)
    # The draft of an entidad, if a person had it made.
    page = reference(Page, _("entidad"))

    class Meta:
        verbose_name = _("entidad propuesta")
        verbose_name_plural = _("entidades propuestas")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["mudanza", "clave"], name="mudanza_propuesta_unica")
        ]

    def __str__(self):
        return self.titulo


class Anterior(models.Model):
    """One thing of an older portal, and what it became in the portal of ``site``.

    ``clave`` is its key in the source (``fuentes.piezas``), or the path of a file there. A thing
    that was not taken over has neither page nor file. A list has the page that lists the same
    things here, narrowed to ``categoria`` if its pieces went to one.
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    sistema = models.CharField(_("programa"), max_length=12, choices=Sistema)
    clase = models.CharField(_("qué era"), max_length=12, choices=Clase)
    clave = models.CharField(_("clave"), max_length=255)
    alias = models.CharField(_("alias"), max_length=255, blank=True, db_index=True)
    page = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+")
    categoria = models.ForeignKey(
        CategoriaNoticia, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    imagen = models.ForeignKey(PortalImage, null=True, on_delete=models.SET_NULL, related_name="+")
    documento = models.ForeignKey(
        PortalDocument, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # The revision that was last written from the source: people wrote any later one.
    revision = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    # Digest of the source's content, or of the file, at that time; empty if nothing was made.
    huella = models.CharField(max_length=64, blank=True)
    # Number of the last run that looked at it.
    vuelta = models.PositiveIntegerField(default=0)
    # Whether links of its page still wait for their target pages.
    con_enlaces = models.BooleanField(default=False)
    mudanza = models.ForeignKey(
        Mudanza, null=True, on_delete=models.SET_NULL, related_name="anteriores"
    )

    class Meta:
        verbose_name = _("elemento del portal anterior")
        verbose_name_plural = _("elementos del portal anterior")
        constraints = [
            models.UniqueConstraint(
                fields=["site", "sistema", "clase", "clave"], name="mudanza_anterior_unico"
            )
        ]

    def __str__(self):
        return f"{self.get_clase_display()} {self.clave}"

    @property
    def es_contacto(self):
        return self.clase == Clase.PIEZA and self.clave.startswith(DE_UN_CONTACTO)


class RutaAnterior(models.Model):
    """An address of an :class:`Anterior`: a path without host and last slash, in small letters.

    Only saved pages have their query in it, since two of them may differ by their query alone.
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    ruta = models.CharField(_("dirección"), max_length=500)
    anterior = models.ForeignKey(Anterior, on_delete=models.CASCADE, related_name="rutas")

    class Meta:
        verbose_name = _("dirección anterior")
        verbose_name_plural = _("direcciones anteriores")
        constraints = [models.UniqueConstraint(fields=["site", "ruta"], name="mudanza_ruta_unica")]

    def __str__(self):
        return self.ruta
