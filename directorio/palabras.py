"""Texts for hours and states of attention, in the style of the portals."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format, time_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from base.idiomas import EnEspanol

from .horarios import EstadoDeAtencion

_SOON = timedelta(days=7)


@dataclass(frozen=True)
class Renglon:
    """Line of the timetable."""

    dias: str
    horas: str
    cerrado: bool = False
    # Reason of a día especial or feriado.
    motivo: str = ""


@dataclass(frozen=True)
class Atencion:
    """Short text that says whether an office is open now."""

    estado: EstadoDeAtencion
    titulo: str
    detalle: str

    @property
    def abierto(self):
        return self.estado.abierto


def atencion(estado, now, *, fuera_de_hora=False):
    """Return the text for a state, or None if no hours are known.

    If a number answers ``fuera_de_hora``, the text says that only the office is closed, so that
    people still call.
    """
    if estado is None:
        return None
    if estado.abierto:
        if estado.cambia is None:
            return Atencion(estado, _("Abierto las 24 horas"), "")
        return Atencion(
            estado, _("Abierto ahora"), _("cierra %(cuando)s") % {"cuando": _when(estado, now)}
        )
    detail = _("abre %(cuando)s") % {"cuando": _when(estado, now)} if estado.cambia else ""
    # Do not mix languages in a short line: ``dias_especiales`` shows a Spanish reason.
    if estado.motivo and not isinstance(estado.motivo, EnEspanol):
        detail = " · ".join(part for part in (estado.motivo, detail) if part)
    title = _("Oficina cerrada") if fuera_de_hora else _("Cerrado ahora")
    return Atencion(estado, title, detail)


def _when(estado, now):
    moment, today = timezone.localtime(estado.cambia), timezone.localdate(now)
    clock = _clock(moment)
    days = (moment.date() - today).days
    if days == 0 or (estado.abierto and days == 1):
        return clock
    if days == 1:
        return _("mañana %(hora)s") % {"hora": clock}
    if timedelta(days=days) < _SOON:
        return _("el %(dia)s %(hora)s") % {"dia": WEEKDAYS[moment.weekday()], "hora": clock}
    return _("el %(fecha)s %(hora)s") % {
        "fecha": date_format(moment, "MONTH_DAY_FORMAT"),
        "hora": clock,
    }


def _clock(moment):
    text = time_format(moment.time(), "TIME_FORMAT")
    if moment.hour in (1, 13):
        return _("a la %(hora)s") % {"hora": text}
    return _("a las %(hora)s") % {"hora": text}


def tramo(item):
    """Return «8:00 a.m. a 12:00 p.m.»."""
    if item.cruza and item.abre == item.cierra:
        return _("las 24 horas")
    return _("%(abre)s a %(cierra)s") % {
        "abre": time_format(item.abre, "TIME_FORMAT"),
        "cierra": time_format(item.cierra, "TIME_FORMAT"),
    }


def tramos(items):
    """Return the tramos of one day in one line of text, or «cerrado»."""
    items = [tramo(item) for item in items]
    if not items:
        return _("cerrado")
    if len(items) == 1:
        return items[0]
    return _("%(primeros)s y %(ultimo)s") % {"primeros": ", ".join(items[:-1]), "ultimo": items[-1]}


def semana(horarios):
    """Return the lines of a week's timetable; consecutive days with equal hours share a line."""
    if not any(horarios.semana.values()):
        return []
    groups = []
    for day in range(7):
        items = sorted(horarios.semana.get(day, ()), key=lambda item: item.abre)
        if groups and groups[-1][1] == items:
            groups[-1][0].append(day)
        else:
            groups.append(([day], items))
    return [Renglon(_days(days), tramos(items), not items) for days, items in groups]


def _days(days):
    first, last = str(WEEKDAYS[days[0]]), str(WEEKDAYS[days[-1]])
    if len(days) == 7:
        return _("Todos los días")
    if len(days) == 1:
        return capfirst(first)
    if len(days) == 2:
        return capfirst(_("%(uno)s y %(otro)s") % {"uno": first, "otro": last})
    return capfirst(_("%(uno)s a %(otro)s") % {"uno": first, "otro": last})


def dias_especiales(horarios, today, *, days=30):
    """Return the lines of the exceptions of today and the next ``days`` days, sorted by date."""
    until = today + timedelta(days=days)
    near = [item for item in horarios.excepciones if item.hasta >= today and item.desde <= until]
    return [
        Renglon(
            _span(item),
            tramos(item.tramos),
            not item.tramos,
            item.motivo,
        )
        for item in sorted(near, key=lambda item: item.desde)
    ]


def _span(item):
    """Return «2 de diciembre», «2 y 3 de diciembre», «del 2 al 5 de diciembre»."""
    first, last = item.desde, item.hasta
    if first == last:
        return date_format(first, "MONTH_DAY_FORMAT")
    if (first.year, first.month) == (last.year, last.month):
        words = {"uno": first.day, "otro": last.day, "mes": date_format(first, "F")}
        if last.day - first.day == 1:
            return _("%(uno)s y %(otro)s de %(mes)s") % words
        return _("del %(uno)s al %(otro)s de %(mes)s") % words
    return _("del %(desde)s al %(hasta)s") % {
        "desde": date_format(first, "MONTH_DAY_FORMAT"),
        "hasta": date_format(last, "MONTH_DAY_FORMAT"),
    }
