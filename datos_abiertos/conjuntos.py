"""The data sets that every portal gives away, as the sections that keep them describe them.

A set is its fields, each of which says where its value comes from, and what yields its items. The
files of open data, the downloads of a page and what a list has left of them are written of that
one declaration. Who makes the files, and shows them, knows no section (``Section.datasets``).
"""

import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, StrEnum
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Manager
from django.utils.functional import Promise, cached_property
from django.utils.timezone import localtime

from base.descargas import as_file
from base.frame import Frame
from base.sections import contributions
from base.texto import names_in

from .tablas import csv_file


class TipoDeCampo(StrEnum):
    """What stands in a field: in a table everything is text, a list joined by « | »."""

    TEXTO = "string"
    NUMERO = "number"
    FECHA = "date"
    MOMENTO = "datetime"
    SI_NO = "boolean"
    LISTA = "list"


TEXTO, NUMERO, FECHA, MOMENTO, SI_NO, LISTA = TipoDeCampo


@dataclass(frozen=True)
class Campo:
    """One column. Its ``nombre`` is a promise to whoever reads the file by program.

    ``de``, the same as ``nombre`` if left out, says where its value comes from: a method
    ``get_<de>`` of the :class:`Conjunto` that takes an item, if there is one, else what stands in
    the item at that path (:func:`_at`). A list may stand there as people write it, in one text.
    """

    nombre: str
    significado: Promise | str = ""
    tipo: TipoDeCampo = TEXTO
    de: str = ""

    def read(self, item, conjunto):
        de = self.de or self.nombre
        compute = getattr(conjunto, f"get_{de}", None)
        value = compute(item) if compute else _at(de, item)
        if self.tipo == LISTA and isinstance(value, str):
            return names_in(value)
        return _plain(value)


class Conjunto:
    """One data set, the same in every portal; an instance tells what the portal of a request has.

    ``clave`` is part of its address and never changes. What all lines ask for is read once, in
    cached properties of the subclass.
    """

    clave: str
    titulo: Promise
    descripcion: Promise
    campos: tuple[Campo, ...]
    do_not_call_in_templates = True  # which describe the set itself

    def __init__(self, request):
        self.request = request
        self.frame = Frame.for_request(request)

    @cached_property
    def name(self):
        """That of its downloads, without an ending."""
        return f"{self.frame.datos.slug}-{self.clave}"

    def items(self):
        """Return what each line is about: all that is public in the portal, and no more.

        The request is in Spanish and of nobody. The queries do not grow with the lines, though it
        may hold them all at once.
        """
        raise NotImplementedError

    def columnas(self, solo=None):
        """Return the names of its fields, or of ``solo`` alone, in their order."""
        return [campo.nombre for campo in self.campos if solo is None or campo.nombre in solo]

    def registros(self, items=None, solo=None):
        """Yield a mapping by the names of the fields for each of ``items``; for all without them.

        The values are such as JSON and a table can hold.
        """
        told = self.columnas(solo)
        campos = [campo for campo in self.campos if campo.nombre in told]
        for item in self.items() if items is None else items:
            yield {campo.nombre: campo.read(item, self) for campo in campos}

    def as_csv(self, items=None, solo=None):
        """Return the same as a table to keep."""
        return csv_file(self.columnas(solo), self.registros(items, solo), self.name)

    def as_json(self, data):
        """Return ``data``, of which the lines are a part, as a file to keep."""
        text = json.dumps(data, ensure_ascii=False, indent=1, cls=DjangoJSONEncoder)
        return as_file(text, "application/json", f"{self.name}.json")

    def get_full_url(self, item):
        """The address of an item that is a page, or of the page that is last in it."""
        page = item[-1] if isinstance(item, tuple) else item
        return page.get_full_url(self.request)


def _at(path, item):
    """Follow ``path``, names of attributes or keys as in ``medida.slug``; from None on it is None.

    Of related rows, ``servicios.nombre`` is the list of what each of them has. Of an item that is
    a tuple, the first that has such an attribute is meant.
    """
    for name in path.split("."):
        if isinstance(item, tuple):
            item = next((part for part in item if hasattr(part, name)), item[-1])
        if isinstance(item, Manager):
            item = [getattr(row, name) for row in item.all()]
        elif isinstance(item, dict):
            item = item[name]
        elif item is not None:
            item = getattr(item, name)
    return item


def _plain(value):
    match value:
        case datetime():
            return localtime(value).isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case Decimal():
            # As programs read it: 12 and 16.4, not 12.000 or a text.
            return int(value) if value == value.to_integral_value() else float(value)
        case Enum():
            return value.value
        case Promise() | UUID():
            return str(value)
        case list() | tuple():
            return [_plain(item) for item in value]
    return value


def conjuntos():
    """Return {key: class of the set}, in the order in which the sections declare them."""
    return {conjunto.clave: conjunto for conjunto in contributions("datasets")}
