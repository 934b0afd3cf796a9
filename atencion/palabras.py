"""What the settings say in figures, as people are told it."""

from django.conf import settings
from django.utils.translation import ngettext

_YEAR = 365


def plazo(plazo):
    """Return a term of :mod:`atencion.plazos` in words: «30 días naturales»."""
    if plazo.habiles:
        words = ngettext("%(dias)d día hábil", "%(dias)d días hábiles", plazo.dias)
    else:
        words = ngettext("%(dias)d día natural", "%(dias)d días naturales", plazo.dias)
    return words % {"dias": plazo.dias}


def conservacion_de_casos():
    """Return for how long personal data are kept once a case is over: «5 años»."""
    return _for(settings.ATENCION_DIAS_CONSERVACION)


def conservacion_de_consultas():
    """Return for how long each answer to a consultation is kept once it is over."""
    return _for(settings.ATENCION_CONSULTAS_DIAS)


def _for(days):
    if days % _YEAR:
        return ngettext("%(dias)d día", "%(dias)d días", days) % {"dias": days}
    years = days // _YEAR
    return ngettext("%(anos)d año", "%(anos)d años", years) % {"anos": years}
