"""The data sets that every portal publishes as open data, and how an app declares them.

A :class:`Conjunto` declares its fields and a method that returns its items. The open data files
and the downloads of pages and filtered lists all use that one declaration. The code that makes
and shows the files reads ``Section.datasets`` and must not import the apps that declare them.
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

from base.frame import Frame
from base.sections import contributions
from base.texto import names_in
from servidor.responses import as_file

from .tablas import csv_file


class TipoDeCampo(StrEnum):
    """Type of the values of a field. A CSV file holds only text; it joins a list with « | »."""

    TEXTO = "string"
    NUMERO = "number"
    FECHA = "date"
    MOMENTO = "datetime"
    SI_NO = "boolean"
    LISTA = "list"


TEXTO, NUMERO, FECHA, MOMENTO, SI_NO, LISTA = TipoDeCampo


@dataclass(frozen=True)
class Campo:
    """One field of a data set. ``nombre`` must not change: the programs of others read it.

    ``de`` says where the value comes from; if it is empty, ``nombre`` is used. If the
    :class:`Conjunto` has a method ``get_<de>``, it is called with the item; otherwise ``de`` is a
    path in the item (see :func:`_at`). The value of a list may be one text with commas.
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
    """One data set. All portals have it; an instance holds the data of the portal of a request.

    ``clave`` is part of the URL and must never change. Subclasses read the data that all rows need
    only once, in cached properties.
    """

    clave: str
    titulo: Promise
    descripcion: Promise
    campos: tuple[Campo, ...]
    do_not_call_in_templates = True  # templates show attributes of the class, not of an instance

    def __init__(self, request):
        self.request = request
        self.frame = Frame.for_request(request)

    @cached_property
    def name(self):
        """File name of its downloads, without an extension."""
        return f"{self.frame.datos.slug}-{self.clave}"

    def items(self):
        """Return one item for each row: everything that is public in the portal, and only that.

        The request is in Spanish and anonymous. The number of queries must not grow with the number
        of rows, but all rows may be in memory at once.
        """
        raise NotImplementedError

    def columnas(self, solo=None):
        """Return the names of the fields in their order; only those in ``solo`` if it is given."""
        return [campo.nombre for campo in self.campos if solo is None or campo.nombre in solo]

    def registros(self, items=None, solo=None):
        """Yield {field name: JSON value} for each of ``items``, or for all items if it is None."""
        told = self.columnas(solo)
        campos = [campo for campo in self.campos if campo.nombre in told]
        for item in self.items() if items is None else items:
            yield {campo.nombre: campo.read(item, self) for campo in campos}

    def as_csv(self, items=None, solo=None):
        """Return a response that downloads the records as a CSV file."""
        return csv_file(self.columnas(solo), self.registros(items, solo), self.name)

    def as_json(self, data):
        """Return a response that downloads ``data``, which includes the records, as JSON."""
        text = json.dumps(data, ensure_ascii=False, indent=1, cls=DjangoJSONEncoder)
        return as_file(text, "application/json", f"{self.name}.json")

    def download(self, formato, items, named, **said):
        """Return a response that downloads ``items`` in ``formato``, "csv" or "json".

        The JSON holds the name of the portal, what is ``said`` of it, and the records as ``named``.
        """
        if formato == "csv":
            return self.as_csv(items)
        records = list(self.registros(items))
        return self.as_json({"portal": self.frame.titulo, **said, named: records})

    def get_full_url(self, item):
        """Return the full URL of an item: a page, or a tuple whose last element is a page."""
        page = item[-1] if isinstance(item, tuple) else item
        return page.get_full_url(self.request)


def _at(path, item):
    """Return the value at ``path``, names of attributes or keys joined by dots: ``medida.slug``.

    If a step is None, the result is None. For related rows, ``servicios.nombre`` returns the list
    of the names of all rows. In a tuple, the first element that has the attribute is used.
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
            # Programs need a number without extra zeros: 12 and 16.4, not 12.000 or a text.
            return int(value) if value == value.to_integral_value() else float(value)
        case Enum():
            return value.value
        case Promise() | UUID():
            return str(value)
        case list() | tuple():
            return [_plain(item) for item in value]
    return value


def conjuntos():
    """Return {key: subclass of Conjunto}, in the order in which the sections declare them."""
    return {conjunto.clave: conjunto for conjunto in contributions("datasets")}
