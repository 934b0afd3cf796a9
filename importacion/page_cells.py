"""A page as the texts of cells, to compare it or to export it."""

from difflib import SequenceMatcher
from itertools import zip_longest
from math import inf


def portrait(objeto, hojas, columnas, contexto):
    """Return {sheet: [{field: text}]} of a page; the main sheet has one row."""
    return {
        hoja.nombre: [
            {name: hoja.columna(name).texto(row, contexto) for name in columnas[hoja.nombre]}
            for row in (_rows_of(objeto, hoja.relacion) if hoja.relacion else [objeto])
        ]
        for hoja in hojas
    }


def _rows_of(objeto, relacion):
    return in_order(getattr(objeto, relacion).all())


def in_order(rows):
    """Return the rows of a page sorted by ``sort_order``; a draft may have them in any order."""
    return sorted(rows, key=lambda row: inf if row.sort_order is None else row.sort_order)


def differences(before, after, importador):
    """Return [{donde, antes, despues}] between two portraits; ``before`` may be None."""
    found = []
    for name, rows in after.items():
        hoja = importador.hoja(name)
        old = before[name] if before else []
        if hoja.relacion:
            found += _of_rows(hoja, old, rows)
        else:
            found += _of_page(hoja, old[0] if old else {}, rows[0])
    return found


def _of_page(hoja, old, new):
    return [
        {"donde": hoja.columna(name).encabezado, "antes": old.get(name, ""), "despues": text}
        for name, text in new.items()
        if hoja.columna(name).es_del_formulario
        and text != old.get(name, "")
        # For a new page, empty texts and «no» are not worth a line.
        and (old or hoja.columna(name).en_una_linea(text))
    ]


def _of_rows(hoja, old, new):
    was, will_be = (
        [(tuple(row.values()), _line(hoja, row)) for row in rows] for rows in (old, new)
    )
    found = []
    # With 200 rows or more ``difflib`` ignores frequent rows (autojunk); without that it takes
    # cubic time. An ignored row that is equal to the row in its place is no change.
    for _kind, a, b, c, d in SequenceMatcher(None, was, will_be).get_opcodes():
        pairs = zip_longest(was[a:b], will_be[c:d], fillvalue=(None, ""))
        found += [
            {"donde": hoja.nombre, "antes": before[1], "despues": after[1]}
            for before, after in pairs
            if before != after
        ]
    return found


def _line(hoja, row):
    texts = (hoja.columna(name).en_una_linea(text) for name, text in row.items())
    return " · ".join(filter(None, texts))
