"""Plazos and retention periods. Their lengths are settings: laws change, the code should not."""

import re
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone
from django.utils.translation import ngettext

from directorio.models import DiaFeriado

_WRITTEN = re.compile(r"(\d+) (naturales|habiles)")
_SATURDAY = 5
_YEAR = 365


@dataclass(frozen=True)
class Plazo:
    """A number of days, «naturales» or «hábiles» (working days)."""

    dias: int
    habiles: bool

    @classmethod
    def of(cls, texto):
        """Parse a plazo of the settings: «30 naturales», «15 habiles»."""
        match = _WRITTEN.fullmatch(texto)
        if match is None:
            raise ImproperlyConfigured(f"«{texto}» is no term: write «30 naturales», «15 habiles»")
        return cls(int(match[1]), match[2] == "habiles")

    def fin(self, desde):
        """Return the last day of the plazo, counted from the day after ``desde``.

        Working days exclude Saturdays, Sundays and the province's list of días feriados.
        """
        if not self.habiles:
            return desde + timedelta(days=self.dias)
        # Three days per working day and a month to spare: enough, whatever holidays are declared.
        until = desde + timedelta(days=self.dias * 3 + 31)
        holidays = set(
            DiaFeriado.objects.filter(fecha__range=(desde, until)).values_list("fecha", flat=True)
        )
        day, left = desde, self.dias
        while left:
            day += timedelta(days=1)
            if day.weekday() < _SATURDAY and day not in holidays:
                left -= 1
        return day

    @property
    def en_palabras(self):
        """The plazo in words: «30 días naturales»."""
        if self.habiles:
            words = ngettext("%(dias)d día hábil", "%(dias)d días hábiles", self.dias)
        else:
            words = ngettext("%(dias)d día natural", "%(dias)d días naturales", self.dias)
        return words % {"dias": self.dias}


def de_respuesta(tipo):
    """Return the plazo to answer a case of the kind ``tipo``."""
    return Plazo.of(settings.ATENCION_PLAZOS[tipo])


def de_prorroga(tipo):
    """Return by how much the plazo of a case of the kind ``tipo`` may be extended, once."""
    return Plazo.of(settings.ATENCION_PRORROGAS[tipo])


def de_traslado():
    """Return the plazo to transfer a case to whoever is competent."""
    return Plazo.of(settings.ATENCION_TRASLADO)


def conservacion_de_casos():
    """Return how long personal data is stored after a case is over, in words: «5 años»."""
    return _for(settings.ATENCION_DIAS_CONSERVACION)


def conservacion_de_consultas():
    """Return how long each answer is stored after its consulta closes, in words."""
    return _for(settings.ATENCION_CONSULTAS_DIAS)


def conservacion_de_opiniones():
    """Return how long the opinions on pages are stored, in words."""
    return _for(settings.OPINIONES_DIAS)


def _for(days):
    if days % _YEAR:
        return ngettext("%(dias)d día", "%(dias)d días", days) % {"dias": days}
    years = days // _YEAR
    return ngettext("%(anos)d año", "%(anos)d años", years) % {"anos": years}


def dia(momento):
    """Return the date of ``momento`` in the time zone of the province."""
    return timezone.localdate(momento)
