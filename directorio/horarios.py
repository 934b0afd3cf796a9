"""Opening hours: whether an office is open, computed without the database.

Hours are stored in local time and compared in UTC, so that a tramo across midnight, or across
a clock change, has its real length.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain, pairwise
from zoneinfo import ZoneInfo

from django.utils.http import int_to_base36

from servidor import zonas

HAVANA = ZoneInfo(zonas.HAVANA)

# Days in which the next opening is searched: longer than any school holiday.
_HORIZON = 100
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Tramo:
    """Interval between two hours; if it ``cruza``, it ends on the next day."""

    abre: time
    cierra: time
    cruza: bool = False

    @classmethod
    def of(cls, abre, cierra):
        """Return a tramo of 24 hours at most; it ends the next day if ``cierra`` <= ``abre``."""
        return cls(abre, cierra, cierra <= abre)


@dataclass(frozen=True)
class Excepcion:
    """Range of days, both included, with tramos of its own; without any, closed."""

    desde: date
    hasta: date
    tramos: tuple[Tramo, ...] = ()
    motivo: str = ""

    def covers(self, day):
        return self.desde <= day <= self.hasta


@dataclass(frozen=True)
class EstadoDeAtencion:
    """Whether an office is open, when that changes, and the reason if the day is an exception.

    ``cambia`` is None if the office never closes, or does not open in the next months.
    """

    abierto: bool
    cambia: datetime | None = None
    motivo: str = ""


@dataclass(frozen=True)
class Horarios:
    """Hours of one office: ``semana`` maps a weekday (0 is Monday) to its tramos.

    The first exception that covers a day is used, so all tramos of that day must be in it.
    """

    semana: dict[int, tuple[Tramo, ...]]
    excepciones: tuple[Excepcion, ...] = ()

    def __bool__(self):
        return any(self.semana.values()) or any(item.tramos for item in self.excepciones)

    def exception_on(self, day):
        return next((item for item in self.excepciones if item.covers(day)), None)

    def on(self, day):
        """Return the tramos that begin on ``day``, sorted by their start."""
        exception = self.exception_on(day)
        tramos = exception.tramos if exception else self.semana.get(day.weekday(), ())
        return sorted(tramos, key=lambda tramo: tramo.abre)

    def estado(self, now):
        """Return the state at the aware moment ``now``, or None if no hours are known."""
        if not self:
            return None
        if self.semana == ALWAYS and not self.excepciones:
            return EstadoDeAtencion(True)  # fast path: emergency numbers are on every page
        now = now.astimezone(UTC)
        today = now.astimezone(HAVANA).date()
        is_open, change = False, None
        for start, end in self._without_pauses(today):
            if end > now:
                is_open = start <= now
                change = end if is_open else start
                break
        if is_open and change - now > timedelta(days=_HORIZON - 2):
            change = None
        exception = self.exception_on(today)
        return EstadoDeAtencion(
            is_open,
            change and change.astimezone(HAVANA),
            exception.motivo if exception else "",
        )

    def coming(self, now, days):
        """Return [(start, end)] in UTC of when it is open from ``now`` on, for so many ``days``.

        It ends where Havana changes its clocks: who reads it knows one offset only. It is empty for
        an office that never closes.
        """
        if self.semana == ALWAYS and not self.excepciones:
            return []  # it never changes
        today, last = now.astimezone(HAVANA).date(), now + days * _DAY
        offset = now.astimezone(HAVANA).utcoffset()
        found = []
        for start, end in self._without_pauses(today):
            is_known = start < last and end - now < (_HORIZON - 2) * _DAY
            if not is_known or end.astimezone(HAVANA).utcoffset() != offset:
                break
            if end > now:
                found.append((start, end))
        return found

    def _without_pauses(self, today):
        """Yield (start, end) of ``_intervals``, those that touch or overlap as one."""
        whole = None
        for start, end in self._intervals(today):
            if end <= start:
                continue  # it lies in the hour that a change of the clocks leaves out
            if whole and start <= whole[1]:
                whole = whole[0], max(whole[1], end)
                continue
            if whole:
                yield whole
            whole = start, end
        if whole:
            yield whole

    def _intervals(self, today):
        """Yield (start, end) in UTC, from yesterday on, whose last tramo may not have ended."""
        for number in range(-1, _HORIZON):
            day = today + number * _DAY
            for tramo in self.on(day):
                end_day = day + _DAY if tramo.cruza else day
                yield _moment(day, tramo.abre), _moment(end_day, tramo.cierra)


def _moment(day, clock):
    return datetime.combine(day, clock, tzinfo=HAVANA).astimezone(UTC)


def as_minutes(intervals):
    """Return the moments of ``intervals`` as text for ``abierto.js``.

    They are minutes of the Unix epoch in base 36, the first whole, each other as what it is later.
    """
    minutes = [0, *(int(moment.timestamp()) // 60 for moment in chain.from_iterable(intervals))]
    return " ".join(int_to_base36(later - sooner) for sooner, later in pairwise(minutes))


def weekly(filas: Iterable[tuple[Iterable[int], Tramo]]):
    """Return {weekday: tramos} from pairs (weekdays, tramo)."""
    semana = {}
    for days, tramo in filas:
        for day in days:
            semana[day] = (*semana.get(day, ()), tramo)
    return semana


# Open 24 hours, every day.
ALWAYS = weekly([(range(7), Tramo(time(0), time(0), cruza=True))])
