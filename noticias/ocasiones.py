"""The times at which events take place, in the order in which people live them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property

# For how long a list tells each time of an event that repeats; the next one it always tells.
_SPAN = timedelta(days=31)


@dataclass(frozen=True)
class Ocasion:
    """One time of one event, which begins on ``dia``."""

    evento: Any  # an EventoPage, which this module does not know
    dia: date


class Ocasiones(Sequence):
    """The times to come of ``eventos``, the nearest first.

    What is needed to put them in order is read of all; what is shown, of those on one page.
    """

    def __init__(self, eventos, *, fields):
        self.eventos, self.fields = eventos, fields

    def __len__(self):
        return len(self._times)

    def __getitem__(self, index):
        if not isinstance(index, slice):
            return self[index : index + 1][0]
        times = self._times[index]
        found = self.eventos.filter(pk__in={pk for _dia, _hora, pk in times})
        events = {evento.pk: evento for evento in found}
        return [Ocasion(events[pk], dia) for dia, _hora, pk in times if pk in events]

    @cached_property
    def _times(self):
        """The day, hour and key of each, in order."""
        rows = self.eventos.order_by().select_related(None).prefetch_related(None)
        times = []
        for evento in rows.only("pk", *self.fields):
            days = _within_span(_coming(evento))
            times += [(dia, evento.empieza_a_las or time.min, evento.pk) for dia in days]
        return sorted(times)


def next_times(eventos):
    """Return the next time of each of ``eventos``, the nearest first: of few, read whole."""
    times = [Ocasion(evento, dia) for evento in eventos for dia in _coming(evento)[:1]]
    return sorted(times, key=lambda one: (one.dia, one.evento.empieza_a_las or time.min))


def _coming(evento):
    today = timezone.localdate()
    return [dia for dia in evento.dias if evento.ultimo_de(dia) >= today]


def _within_span(days):
    return [dia for dia in days if dia <= timezone.localdate() + _SPAN] or days[:1]
