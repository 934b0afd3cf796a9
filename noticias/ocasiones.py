"""Occasions of events, in chronological order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property

# Lists show every occasion within this time; beyond it, only the next one of an event.
_SPAN = timedelta(days=31)


@dataclass(frozen=True)
class Ocasion:
    """Occasion of an event, which begins on ``dia``."""

    evento: Any  # an EventoPage; not imported, because noticias.models imports this module
    dia: date


class Ocasiones(Sequence):
    """Upcoming occasions of ``eventos``, the nearest first, as a sequence to paginate.

    Of all events only ``fields`` are read, to sort them; whole events are read for one page only.
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
        """(day, hour, event key) of each occasion, sorted."""
        rows = self.eventos.order_by().select_related(None).prefetch_related(None)
        times = []
        for evento in rows.only("pk", *self.fields):
            days = _within_span(_coming(evento))
            times += [(dia, evento.empieza_a_las or time.min, evento.pk) for dia in days]
        return sorted(times)


def next_times(eventos):
    """Return the next occasion of each of ``eventos``, the nearest first; for few events."""
    times = [Ocasion(evento, dia) for evento in eventos for dia in _coming(evento)[:1]]
    return sorted(times, key=lambda one: (one.dia, one.evento.empieza_a_las or time.min))


def _coming(evento):
    today = timezone.localdate()
    return [dia for dia in evento.dias if evento.ultimo_de(dia) >= today]


def _within_span(days):
    return [dia for dia in days if dia <= timezone.localdate() + _SPAN] or days[:1]
