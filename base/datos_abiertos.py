"""The data sets that every portal gives away, as the sections that keep them describe them.

Who makes the files, and shows them, knows no section (``Section.datasets``).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.http import HttpRequest
from django.utils.functional import Promise

from .sections import contributions


class TipoDeCampo(StrEnum):
    """What stands in a field: in a table everything is text, a list joined by « | »."""

    TEXTO = "string"
    NUMERO = "number"
    FECHA = "date"
    MOMENTO = "datetime"
    SI_NO = "boolean"
    LISTA = "list"


@dataclass(frozen=True)
class Campo:
    """One column. Its ``nombre`` is a promise to whoever reads the file by program."""

    nombre: str
    significado: Promise
    tipo: TipoDeCampo = TipoDeCampo.TEXTO


@dataclass(frozen=True)
class Conjunto:
    """One data set, the same in every portal.

    ``clave`` is part of its address and never changes. ``registros`` is called with a request
    to the portal, in Spanish and of nobody, and yields a mapping by the names of ``campos`` for
    each line; its queries do not grow with the lines, though it may hold them all at once. It tells
    only what is public there.
    """

    clave: str
    titulo: Promise
    descripcion: Promise
    campos: tuple[Campo, ...]
    registros: Callable[[HttpRequest], Iterable[Mapping]]

    @property
    def columnas(self):
        """The names of its fields, as the heading of a table has them."""
        return [campo.nombre for campo in self.campos]


def conjuntos():
    """Return {key: :class:`Conjunto`}, in the order in which the sections declare them."""
    return {conjunto.clave: conjunto for conjunto in contributions("datasets")}
