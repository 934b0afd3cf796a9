"""Which figures may be published, so that no figure points at a person.

The rows of a table add up to a public total. A number below ``ATENCION_UMBRAL`` is reserved, and
with it others, until no reserved number can be found by subtraction: each reserved number could
still have at least as many values as the threshold. All reserved numbers look the same, so nobody
can tell which one was small.
"""

from dataclasses import dataclass

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from .cuentas import CuentaDeCasos


@dataclass(frozen=True)
class Publicada:
    """A row as it may be published. None means that the figure is reserved."""

    recibidas: int | None
    respondidas: int | None = None
    en_plazo: int | None = None
    dias: int | None = None

    @classmethod
    def of(cls, cuenta):
        return cls(cuenta.recibidas, cuenta.respondidas, cuenta.en_plazo, cuenta.dias)


def es_poco(number):
    return 0 < number < settings.ATENCION_UMBRAL


def en_cifras(number):
    """Return a number as text for readers; «reservado» for None."""
    return _("reservado") if number is None else number_format(number, use_l10n=True)


def hide_small(total, rows):
    """Return ``total`` and {key: row} as :class:`Publicada`.

    ``rows`` is {key: :class:`CuentaDeCasos`}; the rows add up to ``total``.
    """
    if es_poco(total.recibidas):
        return Publicada(None), {}
    hidden = reservados({key: row.recibidas for key, row in rows.items()})
    answers_hidden = hidden | _without_small_parts(rows, hidden)
    if answers_hidden == rows.keys() and _has_small_part(total):
        shown_total = Publicada(total.recibidas)
    else:
        shown_total = Publicada.of(total)
    return shown_total, {
        key: Publicada(None)
        if key in hidden
        else Publicada(row.recibidas)
        if key in answers_hidden
        else Publicada.of(row)
        for key, row in rows.items()
    }


def reservados(numbers):
    """Return the keys of ``numbers`` that are reserved. ``numbers`` add up to a public total.

    The reserved numbers are at least 1 each, and readers know their sum: the sum must leave each of
    them at least as many possible values as the threshold.
    """
    by_size = sorted((number, str(key), key) for key, number in numbers.items() if number)
    hidden = {key for number, _name, key in by_size if es_poco(number)}
    if not hidden:
        return hidden
    rest = (key for _number, _name, key in by_size if key not in hidden)
    while not _leaves_room([numbers[key] for key in hidden]):
        key = next(rest, None)
        if key is None:
            break
        hidden.add(key)
    return hidden


def reservados_por_partes(parts, hidden):
    """Return the keys of numbers made of two parts whose parts are reserved.

    ``parts`` are two {key: number} whose totals are public. So is the sum of both parts of each
    key, except of those in ``hidden``, which :func:`reservados` found. A key is reserved with both
    parts: one part and the sum would tell the other. Here zeros are reserved too.
    """
    one, other = parts
    sums = {key: number + other[key] for key, number in one.items()}
    found = hidden | {key for part in parts for key, number in part.items() if es_poco(number)}
    by_size = sorted((number, str(key), key) for key, number in sums.items() if number)
    rest = (key for _number, _name, key in by_size if key not in found)
    while not all(_hides([part[key] for key in found if part[key]]) for part in parts):
        key = next(rest, None)
        if key is None:
            break
        found.add(key)
    return found


def _hides(numbers):
    return not any(map(es_poco, numbers)) or _leaves_room(numbers)


def _leaves_room(numbers):
    return len(numbers) > 1 and sum(numbers) - len(numbers) + 1 >= settings.ATENCION_UMBRAL


def _without_small_parts(rows, hidden):
    """Return the keys of the rows of which only the number of cases is published.

    Readers can compute the sum of the rows without details; no part of that sum may be small.
    """
    found = set(hidden) | {key for key, row in rows.items() if _has_small_part(row)}
    rest = sorted(
        (row.recibidas, str(key), key)
        for key, row in rows.items()
        if key not in found and row.recibidas
    )
    for _number, _name, key in rest:
        if not found or not _has_small_part(sum((rows[key] for key in found), CuentaDeCasos())):
            break
        found.add(key)
    return found


def _has_small_part(cuenta):
    return any(map(es_poco, cuenta.partes))
