"""The content of an older portal, in the same classes whatever program it was made with."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from mudanza.models import Clase


class MudanzaError(Exception):
    """The source cannot be read at all; the text of the error tells an administrator why."""


@dataclass(frozen=True, kw_only=True)
class Categoria:
    """A category of pieces. ``clave`` is its permanent key in the source, ``padre`` its parent's.

    ``ruta`` is its address in the older portal, such as ``/noticias/cultura``, or "" if unknown;
    ``otras_rutas`` are further addresses.
    """

    clave: str
    titulo: str
    alias: str = ""
    padre: str = ""
    ruta: str = ""
    otras_rutas: tuple[str, ...] = ()
    idioma: str = ""


@dataclass(frozen=True, kw_only=True)
class ListaAnterior:
    """A list that is no category; ``rutas`` are its addresses in the older portal.

    ``clase`` is ``CATEGORIA`` for articles, ``CONTACTOS``, or ``LISTA`` if not of pieces.
    """

    clave: str
    clase: Clase
    rutas: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Pieza:
    """An article, a post or a saved page.

    ``clave`` is its permanent key in the source: an article's number, the path of a saved page.
    ``rutas`` are its addresses in the older portal, without host, the usual one first; ``html`` is
    its original body, ``resumen`` the introduction as plain text. ``imagen`` is the path of
    its picture within the files of the source. ``idioma`` is a code, "" if it holds for all
    languages; pieces with the same ``version`` are translations of each other.
    """

    clave: str
    titulo: str
    alias: str = ""
    rutas: tuple[str, ...] = ()
    html: str = ""
    resumen: str = ""
    categoria: str = ""
    fecha: datetime | None = None
    autor: str = ""
    es_publica: bool = True
    es_destacada: bool = False
    imagen: str = ""
    imagen_alt: str = ""
    idioma: str = ""
    version: str = ""


@dataclass(frozen=True)
class Problema:
    """Something that could not be read or was mended; ``que`` names the piece or the line."""

    que: str
    motivo: str


class Fuente(Protocol):
    """An older portal; only the piece that is being read is in memory.

    ``sistema`` is one of ``models.Sistema``. ``problemas`` grows while pieces are read.
    """

    sistema: str
    problemas: list[Problema]

    def categorias(self) -> list[Categoria]:
        """Return all categories, parents first."""

    def listas(self) -> list[ListaAnterior]:
        """Return the other lists, except those that the form of their address shows."""

    def piezas(self) -> Iterator[Pieza]:
        """Yield every piece, in an order that is always the same."""

    def open_file(self, ruta: str):
        """Return the path of the file that the older portal had at ``ruta``, or None."""
