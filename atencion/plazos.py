"""When a term ends. How long each is stands in the settings: laws change, programs should not."""

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
    """A number of days, natural or working ones."""

    dias: int
    habiles: bool

    @classmethod
    def of(cls, texto):
        """Read a term of the settings: «30 naturales», «15 habiles»."""
        match = _WRITTEN.fullmatch(texto)
        if match is None:
            raise ImproperlyConfigured(f"«{texto}» is no term: write «30 naturales», «15 habiles»")
        return cls(int(match[1]), match[2] == "habiles")

    def fin(self, desde):
        """Return the last day of the term, counted from the day after ``desde``.

        Working days leave out Saturdays, Sundays and the holidays of the province's list.
        """
        if not self.habiles:
            return desde + timedelta(days=self.dias)
        # With a month to spare: nobody declares more holidays than there are days.
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
        """How people are told of it: «30 días naturales»."""
        if self.habiles:
            words = ngettext("%(dias)d día hábil", "%(dias)d días hábiles", self.dias)
        else:
            words = ngettext("%(dias)d día natural", "%(dias)d días naturales", self.dias)
        return words % {"dias": self.dias}


def de_respuesta(tipo):
    """The term in which a case of the kind ``tipo`` is answered."""
    return Plazo.of(settings.ATENCION_PLAZOS[tipo])


def de_prorroga(tipo):
    """By how much the answer to a case of the kind ``tipo`` may be put off, once."""
    return Plazo.of(settings.ATENCION_PRORROGAS[tipo])


def de_traslado():
    """In which term a case is passed on to whoever is competent."""
    return Plazo.of(settings.ATENCION_TRASLADO)


def conservacion_de_casos():
    """Return for how long personal data are kept once a case is over, in words: «5 años»."""
    return _for(settings.ATENCION_DIAS_CONSERVACION)


def conservacion_de_consultas():
    """Return for how long each answer to a consultation is kept once it is over, in words."""
    return _for(settings.ATENCION_CONSULTAS_DIAS)


def conservacion_de_opiniones():
    """How long what readers say of a page is kept, in words."""
    return _for(settings.OPINIONES_DIAS)


def _for(days):
    if days % _YEAR:
        return ngettext("%(dias)d día", "%(dias)d días", days) % {"dias": days}
    years = days // _YEAR
    return ngettext("%(anos)d año", "%(anos)d años", years) % {"anos": years}


def dia(momento):
    """The day of ``momento`` in the time zone of the province."""
    return timezone.localdate(momento)
