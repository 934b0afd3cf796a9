"""Rows of a trámite and of its trámite local: one query, and two for documents and normas."""

from django.db.models import BigIntegerField, CharField, DateField, DecimalField, F, Value
from django.db.models.functions import Cast

from base.models import PortalDocument
from base.publicas import publicas

from .models.partes import BaseLegal

_EMPTY = {
    "texto": Cast(Value(""), CharField()),
    "detalle": Cast(Value(""), CharField()),
    "canal": Cast(Value(""), CharField()),
    "enlace": Cast(Value(""), CharField()),
    "importe": Cast(Value(None), DecimalField(max_digits=10, decimal_places=2)),
    "fecha": Cast(Value(None), DateField()),
    "clave": Cast(Value(None), BigIntegerField()),
    "pagina": Cast(Value(None), BigIntegerField()),
}
_COSTO = {
    "texto": "concepto",
    "detalle": "fuente",
    "canal": "tipo",
    "importe": "importe",
    "fecha": "fecha",
}
# Field of each relation for the columns of the union query.
_CANONICAS = {
    "requisitos": {"texto": "texto", "detalle": "detalle", "canal": "canal"},
    "pasos": {"texto": "texto", "canal": "canal", "enlace": "enlace"},
    "costos": _COSTO,
    "base_legal": {
        "texto": "norma",
        "enlace": "enlace",
        "clave": "documento_id",
        "pagina": "pagina_id",
    },
    "planillas": {"texto": "nombre", "clave": "documento_id"},
    "otras_entidades": {"clave": "entidad_id"},
}
_LOCALES = {"costos": _COSTO, "oficinas": {"clave": "entidad_id"}}


class Filas:
    """Rows of one page by the names of its relations."""

    def __init__(self, page, names):
        self._rows = {name: list(getattr(page, name).all()) for name in names} if page else {}

    def __getitem__(self, name):
        return self._rows.get(name, [])

    def put(self, name, rows):
        self._rows[name] = rows


def draft_filas(canonico, local):
    """Return the rows of both pages from memory, saved or not."""
    return Filas(canonico, _CANONICAS), Filas(local, _LOCALES)


def saved_filas(canonico, local):
    """Return the rows of both pages from the database, read with one union query."""
    parts = [(canonico, 0, _CANONICAS)] + ([(local, 1, _LOCALES)] if local else [])
    selects = [
        _select(page, whose, name, columns)
        for page, whose, relations in parts
        for name, columns in relations.items()
    ]
    first, *others = selects
    read = sorted(first.union(*others, all=True), key=lambda row: (row[2] or 0, row[3]))
    found = Filas(None, ()), Filas(None, ())
    for page, whose, relations in parts:
        for name, columns in relations.items():
            model = type(page)._meta.get_field(name).related_model
            rows = [row for row in read if row[:2] == (whose, name)]
            found[whose].put(name, [_make(model, columns, row) for row in rows])
    _fetch_documents([*found[0]["base_legal"], *found[0]["planillas"]])
    _fetch_pages(found[0]["base_legal"])
    return found


def _select(page, whose, name, columns):
    model = type(page)._meta.get_field(name).related_model
    values = (F(columns[column]) if column in columns else _EMPTY[column] for column in _EMPTY)
    return (
        model.objects.filter(page=page.pk)
        .order_by()
        .values_list(Value(whose), Value(name), F("sort_order"), F("pk"), *values)
    )


def _make(model, columns, row):
    values = dict(zip(_EMPTY, row[4:], strict=True))
    return model(pk=row[3], **{name: values[column] for column, name in columns.items()})


def _fetch_documents(rows):
    documents = PortalDocument.objects.in_bulk({row.documento_id for row in rows} - {None})
    for row in rows:
        row.documento = documents.get(row.documento_id)


def _fetch_pages(rows):
    """Set the page of the norma on each row, or None if it is not public."""
    keys = {row.pagina_id for row in rows} - {None}
    pages = publicas(BaseLegal._meta.get_field("pagina").related_model.objects.all())
    public = pages.in_bulk(keys)
    for row in rows:
        row.pagina = public.get(row.pagina_id)
