"""Decides what will become of a piece of an older portal, before anything is written."""

import json
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from moderacion.revisiones import content_of
from mudanza.models import Clase, Destino
from redaccion.textos.docx import IlegibleError

from .cuerpo import blocks_of
from .limpieza import Limpio, clean

_FIRST_YEAR = 1990  # of the web


class Suerte(StrEnum):
    """Fate of a piece in one run."""

    NUEVA = "nuevas"
    CAMBIADA = "cambiadas"
    IGUAL = "iguales"
    EDITADA = "editadas"
    BORRADA = "borradas"
    FUERA = "fuera"
    SIN_PUBLICAR = "sin_publicar"
    OMITIDA = "omitidas"


@dataclass
class Mirada:
    """A piece, its fate (``suerte``), and what people must know about it."""

    pieza: object
    destino: Destino | None
    anterior: object
    suerte: Suerte
    limpio: Limpio = field(default_factory=Limpio)
    padre: Page | None = None
    huella: str = ""
    perdido: Counter = field(default_factory=Counter)
    problemas: list = field(default_factory=list)

    @property
    def imagenes(self):
        cover = [self.pieza.imagen] if self.pieza.imagen else []
        return [*cover, *self.limpio.imagenes]

    @property
    def se_escribe(self):
        return self.suerte in (Suerte.NUEVA, Suerte.CAMBIADA)

    def leave_out(self, why):
        self.suerte = Suerte.OMITIDA
        self.problemas.append(why)

    def tell_missing(self, missing):
        """Add a problem for each file that cannot be taken over; ``missing`` is {path: why}."""
        for name, why_not in missing.items():
            self.problemas.append(f"{name}: {why_not}"[:255])

    def check_data(self):
        """Add a problem for each datum that the page needs and the piece does not have."""
        if not self.pieza.titulo.strip():
            self.problemas.append(_("no tiene título"))
        if self.destino.adonde == Destino.Adonde.NOTICIAS and not date_of(self.pieza):
            self.problemas.append(_("no tiene fecha: lleva la de hoy"))


class Mirador:
    """Looks at the pieces of one older portal and decides the fate of each."""

    def __init__(self, contexto, archivos):
        self.contexto, self.archivos = contexto, archivos
        # {``Pieza.version``: key of the Spanish page}
        self.versiones = {}

    def look_at(self, pieza):
        """Return the :class:`Mirada` of a piece, without writing or drawing anything."""
        contexto = self.contexto
        destino = contexto.destino_de(pieza)
        anterior = contexto.anterior_of(Clase.PIEZA, pieza.clave[:255])
        mirada = Mirada(pieza, destino, anterior, Suerte.FUERA)
        if pieza.version and anterior.page_id and not contexto.idioma_de(pieza):
            self.versiones[pieza.version] = anterior.page_id
        if destino is None or destino.adonde == Destino.Adonde.FUERA:
            return mirada
        if not pieza.es_publica:
            mirada.suerte = Suerte.SIN_PUBLICAR
            return mirada
        try:
            mirada.limpio = clean(pieza.html, base=contexto.base_de(pieza), hosts=contexto.hosts)
        except IlegibleError as error:
            mirada.leave_out(str(error))
            return mirada
        mirada.perdido.update(mirada.limpio.perdido)
        if pieza.es_destacada:
            # People compose the front page here, of what is published: a draft cannot be on it.
            mirada.perdido[_("lugar destacado en el portal anterior")] += 1
        mirada.huella = self._digest(mirada)
        mirada.suerte = self._fate(mirada)
        if mirada.suerte == Suerte.NUEVA:
            self._find_place(mirada)
        return mirada

    def left_out(self, pieza, why=""):
        """Return the :class:`Mirada` of a piece that cannot be taken over.

        ``why`` is the reason for people; without it, the text asks them to tell the administrator.
        """
        contexto = self.contexto
        anterior = contexto.anterior_of(Clase.PIEZA, pieza.clave[:255])
        mirada = Mirada(pieza, contexto.destino_de(pieza), anterior, Suerte.OMITIDA)
        told = why or _("no se pudo traer: avise a quien lleva el servidor")
        mirada.problemas.append(told)
        return mirada

    def try_out(self, mirada):
        """Add to ``mirada`` what would be lost and whether a form can hold it; write nothing."""
        missing = {}
        for source in mirada.imagenes:
            if why_not := self.archivos.why_not_picture(source):
                missing[short(source)] = why_not
        for path in self._files_of(mirada):
            if why_not := self.archivos.why_not_document(path):
                missing[short(path)] = why_not
        mirada.tell_missing(missing)
        try:
            blocks_of(mirada.limpio, lambda number: None)
        except IlegibleError as error:
            mirada.leave_out(str(error))
        mirada.check_data()

    def _fate(self, mirada):
        anterior = mirada.anterior
        if not anterior.huella:
            return Suerte.NUEVA
        if anterior.page_id is None:
            return Suerte.BORRADA
        if anterior.huella == mirada.huella:
            return Suerte.IGUAL
        return Suerte.EDITADA if was_edited(anterior) else Suerte.CAMBIADA

    def _digest(self, mirada):
        pieza, destino = mirada.pieza, mirada.destino
        said = [
            *(pieza.titulo, pieza.html, pieza.resumen, pieza.autor, pieza.imagen_alt),
            *(pieza.fecha and pieza.fecha.isoformat(), destino.categoria_id),
            *(self.archivos.state_of(source) for source in mirada.imagenes),
            *(self.archivos.state_of(path) for path in self._files_of(mirada)),
        ]
        return sha256(json.dumps(said).encode()).hexdigest()

    def _files_of(self, mirada):
        return [path for path in mirada.limpio.enlaces if self.archivos.is_document(path)]

    def _find_place(self, mirada):
        """Set the parent of the new page, or leave the piece out and say why."""
        code = self.contexto.idioma_de(mirada.pieza)
        parent = self.contexto.parent_of(mirada.destino)
        if parent is None:
            mirada.leave_out(_("el portal no tiene sección de noticias"))
            return
        if code:
            locale = self.contexto.locales.get(code)
            parent = locale and parent.get_translation_or_none(locale)
            if parent is None or parent.alias_of_id:
                told = _("está en otro idioma (%(codigo)s) en que el portal no tiene esa sección")
                mirada.leave_out(told % {"codigo": code})
                return
        mirada.padre = parent


def was_edited(anterior):
    """Whether people have changed the page since it was last written from the source."""
    latest = anterior.page.latest_revision
    if latest is None or anterior.revision is None:
        return True
    if latest.pk == anterior.revision_id:
        return False
    return content_of(latest) != content_of(anterior.revision)


def date_of(pieza):
    if pieza.fecha is None or pieza.fecha.year < _FIRST_YEAR:
        return None
    if timezone.is_aware(pieza.fecha):
        return timezone.localdate(pieza.fecha)
    return pieza.fecha.date()


def short(source):
    return _("una imagen escrita en el texto") if isinstance(source, bytes) else source[-160:]
