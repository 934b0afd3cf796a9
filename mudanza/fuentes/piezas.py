"""What an older portal holds, in the same words whatever program it was made with."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from mudanza.models import Clase


class MudanzaError(Exception):
    """A source that cannot be read at all; its text says to an administrator why."""


@dataclass(frozen=True, kw_only=True)
class Categoria:
    """What held pieces together: ``clave`` names it for ever in its source, ``padre`` another.

    ``ruta`` is its address in the older portal as far as it is known, as in ``/noticias/cultura``;
    ``otras_rutas`` are those at which it stood besides.
    """

    clave: str
    titulo: str
    alias: str = ""
    padre: str = ""
    ruta: str = ""
    otras_rutas: tuple[str, ...] = ()
    idioma: str = ""


@dataclass(frozen=True, kw_only=True)
class Lista:
    """What listed things and is no category: ``clase`` says which, ``rutas`` are its addresses.

    ``CATEGORIA`` is one of articles, ``CONTACTOS`` of contacts, ``LISTA`` of what is no piece.
    """

    clave: str
    clase: Clase
    rutas: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Pieza:
    """An article, a post or a saved page.

    ``clave`` names it for ever in its source: the number of an article, the path of a saved page.
    ``rutas`` are its addresses in the older portal, without host, the usual one first; ``html`` is
    its body as it was, ``resumen`` what stood before it as plain text. ``imagen`` is the path of
    its picture within the files of the source. ``idioma`` is a code, "" where it holds in all;
    pieces with one ``version`` say the same in several languages.
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
    """Something that could not be read or was mended: ``que`` names the piece or the line."""

    que: str
    motivo: str


class Fuente(Protocol):
    """An older portal; nothing of it is in memory but what is being read.

    ``sistema`` is one of ``models.Sistema``. ``problemas`` grows while pieces are read.
    """

    sistema: str
    problemas: list[Problema]

    def categorias(self) -> list[Categoria]:
        """Return all of them, those above first."""

    def listas(self) -> list[Lista]:
        """Return the other lists of which the addresses cannot be told by their form."""

    def piezas(self) -> Iterator[Pieza]:
        """Yield every piece, in an order that is always the same."""

    def abrir(self, ruta: str):
        """Return a path of the file that the older portal had at ``ruta``, or None without it."""
