"""Periods of a series: a year, a quarter or a month.

They are stored as «2026», «2026-T1» and «2026-03», so that periods of one kind sort by time.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.utils.dates import MONTHS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from base.texto import plain

_SHAPE = re.compile(
    r"(?P<anio>(?:19|20)\d\d)(?:-(?:T(?P<trimestre>[1-4])|(?P<mes>0[1-9]|1[0-2])))?"
)


class Periodicidad(models.TextChoices):
    ANUAL = "anual", gettext_lazy("Anual")
    TRIMESTRAL = "trimestral", gettext_lazy("Trimestral")
    MENSUAL = "mensual", gettext_lazy("Mensual")


@dataclass(frozen=True, order=True)
class Periodo:
    """One period; ``mes`` is its first month (1 to 12), ``meses`` its number of months."""

    anio: int
    mes: int = 1
    meses: int = 12

    @classmethod
    def parse(cls, text):
        """Return the period that ``text`` names in the stored format.

        Raises ``ValueError`` for any other text; for text that people write use :func:`read`.
        """
        found = _SHAPE.fullmatch(text)
        if found is None:
            raise ValueError(text)
        anio = int(found["anio"])
        if found["trimestre"]:
            return cls(anio, 3 * int(found["trimestre"]) - 2, 3)
        return cls(anio, int(found["mes"]), 1) if found["mes"] else cls(anio)

    def __str__(self):
        if self.meses == 1:
            return f"{self.anio}-{self.mes:02}"
        return f"{self.anio}-T{self.trimestre}" if self.meses == 3 else f"{self.anio}"

    @property
    def trimestre(self):
        return (self.mes + 2) // 3

    @property
    def periodicidad(self):
        return {1: Periodicidad.MENSUAL, 3: Periodicidad.TRIMESTRAL}.get(
            self.meses, Periodicidad.ANUAL
        )

    @property
    def desde(self):
        return date(self.anio, self.mes, 1)

    @property
    def hasta(self):
        return self.siguiente.desde - timedelta(days=1)

    @property
    def siguiente(self):
        """The next period of the same length."""
        months = self.anio * 12 + self.mes - 1 + self.meses
        return Periodo(months // 12, months % 12 + 1, self.meses)

    @property
    def nombre(self):
        """Its name for readers: «marzo de 2026», «primer trimestre de 2026», «2026»."""
        if self.meses == 1:
            return date_format(self.desde, "YEAR_MONTH_FORMAT")
        if self.meses == 3:
            return _NAMES_OF_QUARTERS[self.trimestre - 1] % {"anio": self.anio}
        return str(self.anio)

    @property
    def nombre_corto(self):
        """Its short name for charts: «mar 26», «T1 26», «2026»."""
        if self.meses == 1:
            return f"{date_format(self.desde, 'M').rstrip('.').lower()} {self.anio % 100:02}"
        return f"T{self.trimestre} {self.anio % 100:02}" if self.meses == 3 else str(self.anio)


def despues_de(day, months):
    """Return the same day ``months`` months later, or the last day if that month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


_NAMES_OF_QUARTERS = [
    gettext_lazy("primer trimestre de %(anio)s"),
    gettext_lazy("segundo trimestre de %(anio)s"),
    gettext_lazy("tercer trimestre de %(anio)s"),
    gettext_lazy("cuarto trimestre de %(anio)s"),
]
_WORDS_OF_QUARTERS = ("primer", "segundo", "tercer", "cuarto")


def read(text):
    """Return the :class:`Periodo` that a person wrote.

    Accepts «2026», «2026-03», «03/2026», «3-2026», «marzo 2026», «marzo de 2026», «2026-T1»,
    «T1 2026» and «primer trimestre de 2026». For any other text it raises ``ValueError`` with a
    message for that person.
    """
    words = plain(text).replace("/", "-").replace(" de ", " ").strip()
    for shape, make in _SHAPES:
        if found := shape.fullmatch(words):
            try:
                return make(**found.groupdict())
            except (KeyError, ValueError):
                break
    message = _("«%(texto)s» no es un período. Escríbalo como en 2026, 2026-T1 o 2026-03.")
    raise ValueError(message % {"texto": text})


def _of_month(anio, mes):
    return Periodo.parse(f"{anio}-{int(mes):02}")


def _of_named_month(anio, nombre):
    return _of_month(anio, _months()[nombre])


def _of_named_quarter(anio, nombre):
    return Periodo.parse(f"{anio}-T{_WORDS_OF_QUARTERS.index(nombre) + 1}")


def _months():
    # People write spreadsheets in Spanish, whatever the language of the admin.
    with override("es"):
        return {plain(str(name)): number for number, name in MONTHS.items()}


_SHAPES = [
    (re.compile(r"(?P<anio>\d{4})"), lambda anio: Periodo.parse(anio)),
    (re.compile(r"(?P<anio>\d{4})-(?P<mes>\d{1,2})(?:-01)?"), _of_month),
    (re.compile(r"(?P<mes>\d{1,2})-(?P<anio>\d{4})"), _of_month),
    # Spreadsheet programs turn «2026-03» into a date like this.
    (re.compile(r"01-(?P<mes>\d{2})-(?P<anio>\d{4})"), _of_month),
    (re.compile(r"(?P<nombre>[a-z]+)[ -](?P<anio>\d{4})"), _of_named_month),
    (
        re.compile(r"(?P<anio>\d{4})[ -]?t(?P<numero>\d)"),
        lambda anio, numero: Periodo.parse(f"{anio}-T{numero}"),
    ),
    (
        re.compile(r"t(?P<numero>\d)[ -]?(?P<anio>\d{4})"),
        lambda anio, numero: Periodo.parse(f"{anio}-T{numero}"),
    ),
    (re.compile(r"(?P<nombre>[a-z]+) trimestre (?P<anio>\d{4})"), _of_named_quarter),
]
