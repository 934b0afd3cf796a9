"""When an office is open: arithmetic on opening hours, without the database.

Hours are written as the clock on the wall shows them; what follows from them is computed in
UTC, so that a stretch across midnight, or across the night in which the clock changes, lasts
as long as it lasts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from servidor import zonas

HAVANA = ZoneInfo(zonas.HAVANA)

# How far ahead the next opening is looked for: longer than any school holiday.
_HORIZON = 100
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Tramo:
    """From when to when; one that ``cruza`` ends on the day after it began."""

    abre: time
    cierra: time
    cruza: bool = False

    @classmethod
    def of(cls, abre, cierra):
        """Return a stretch of 24 hours at most: what ends before it begins ends the next day."""
        return cls(abre, cierra, cierra <= abre)


@dataclass(frozen=True)
class Excepcion:
    """Some days, both ends included, that go by their own stretches; without any, closed."""

    desde: date
    hasta: date
    tramos: tuple[Tramo, ...] = ()
    motivo: str = ""

    def covers(self, day):
        return self.desde <= day <= self.hasta


@dataclass(frozen=True)
class EstadoDeAtencion:
    """Whether an office is open, until when that is so, and why it is an unusual day.

    ``cambia`` is None for what never closes, or does not open within the next months.
    """

    abierto: bool
    cambia: datetime | None = None
    motivo: str = ""


@dataclass(frozen=True)
class Horarios:
    """The hours of one office: ``semana`` maps a weekday (0 is Monday) to its stretches.

    The first exception that covers a day decides; several of one day are one exception.
    """

    semana: dict[int, tuple[Tramo, ...]]
    excepciones: tuple[Excepcion, ...] = ()

    def __bool__(self):
        return any(self.semana.values()) or any(item.tramos for item in self.excepciones)

    def exception_on(self, day):
        return next((item for item in self.excepciones if item.covers(day)), None)

    def on(self, day):
        """Return the stretches that begin on ``day``, in their order."""
        exception = self.exception_on(day)
        tramos = exception.tramos if exception else self.semana.get(day.weekday(), ())
        return sorted(tramos, key=lambda tramo: tramo.abre)

    def estado(self, now):
        """Return the state at the aware moment ``now``; None when no hours are known."""
        if not self:
            return None
        if self.semana == ALWAYS and not self.excepciones:
            return EstadoDeAtencion(True)  # of the numbers of emergencies, which stand everywhere
        now = now.astimezone(UTC)
        today = now.astimezone(HAVANA).date()
        is_open, change = False, None
        for start, end in self._intervals(today):
            if end <= now:
                continue
            if not is_open and start > now:
                change = start
                break
            if is_open and start > change:
                break
            # Open now, or goes on without a pause.
            is_open, change = True, max(end, change or end)
        if is_open and change - now > timedelta(days=_HORIZON - 2):
            change = None
        exception = self.exception_on(today)
        return EstadoDeAtencion(
            is_open,
            change and change.astimezone(HAVANA),
            exception.motivo if exception else "",
        )

    def _intervals(self, today):
        """Yield (start, end) in UTC, beginning with what may still go on from yesterday."""
        for number in range(-1, _HORIZON):
            day = today + number * _DAY
            for tramo in self.on(day):
                end_day = day + _DAY if tramo.cruza else day
                yield _moment(day, tramo.abre), _moment(end_day, tramo.cierra)


def _moment(day, clock):
    return datetime.combine(day, clock, tzinfo=HAVANA).astimezone(UTC)


def weekly(filas: Iterable[tuple[Iterable[int], Tramo]]):
    """Return ``semana`` out of rows of weekdays and a stretch."""
    semana = {}
    for days, tramo in filas:
        for day in days:
            semana[day] = (*semana.get(day, ()), tramo)
    return semana


# Day and night, every day.
ALWAYS = weekly([(range(7), Tramo(time(0), time(0), cruza=True))])
