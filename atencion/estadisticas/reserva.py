"""Which figures may be published: none small enough to point at a person, nor to compute one.

A table has rows that add up to a total that everybody knows. A number below ``ATENCION_UMBRAL``
is kept back, and with it others, until what is kept back cannot be found by subtraction: all that
can be said of each number is that it is one of so many. What is kept back looks the same for both
reasons, and nobody can tell which of them was the small one.
"""

from dataclasses import dataclass

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from .cuentas import CuentaDeCasos


@dataclass(frozen=True)
class Publicada:
    """A row as it may be shown: None for what is kept back."""

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
    """Return a number as readers are told it; None is one that is kept back."""
    return _("reservado") if number is None else number_format(number, use_l10n=True)


def publicar(total, rows):
    """Return the total and the {key: row} as :class:`Publicada`.

    ``rows`` are {key: :class:`CuentaDeCasos`} that add up to ``total``.
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
    """Return the keys of ``numbers``, which add up to a known total, that are kept back.

    Each of them is at least 1, and their sum is known: it has to leave room for as many values
    as the threshold, for each.
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


def _leaves_room(numbers):
    return len(numbers) > 1 and sum(numbers) - len(numbers) + 1 >= settings.ATENCION_UMBRAL


def _without_small_parts(rows, hidden):
    """The keys of which only the number of cases is shown: how they were answered is not.

    What is known of those kept back together is their sum; no part of it may be small.
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
