"""Events as an iCalendar file (RFC 5545), for telephones and computers."""

from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone
from icalendar import Calendar, Event

from base.frame import Frame
from base.idiomas import ESPANOL, EnEspanol
from difusion.feeds import dated, newest
from servidor.responses import as_file

_PRODUCT = "-//Portales del Ciudadano//Agenda//ES"
_DAY = timedelta(days=1)
_LAST_SECOND = time(23, 59, 59)


def calendar_file(eventos, request, *, name, title=None):
    """Return ``eventos`` as a file download; ``title`` is set for a whole portal's calendar."""
    frame = Frame.for_request(request)
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    if title:
        calendar.add("x-wr-calname", f"{title} · {frame.nombre}")
    eventos = list(eventos)
    for evento in eventos:
        calendar.add_component(_repeating_entry(evento, request))
    _add_time_zone(calendar, [evento for evento in eventos if evento.repeticion])
    file_name = f"{frame.datos.slug}-{name}.ics"
    response = as_file(calendar.to_ical(), "text/calendar", file_name)
    return dated(response, request, newest(map(_changed, eventos)))


def _add_time_zone(calendar, repeating):
    """Add the clock changes of the time zone, only for the years of the repeating events."""
    if repeating:
        first = min(evento.empieza_el for evento in repeating)
        last = max(evento.ultimo_dia for evento in repeating)
        calendar.add_missing_timezones(date(first.year, 1, 1), date(last.year, 12, 31))


def _changed(evento):
    return evento.last_published_at or evento.latest_revision_created_at or timezone.now()


def _repeating_entry(evento, request):
    """Return the calendar entry of one event, with the rule of its repetition."""
    entry, repeticion = _entry(evento, request), evento.repeticion
    if repeticion:
        until = repeticion.days[-1]
        if not evento.dura_dias:
            # The end of the day and not the hour: some programs compare the hour without the change
            # of clocks.
            end = timezone.make_aware(datetime.combine(until, _LAST_SECOND))
            until = end.astimezone(UTC)
        entry.add("rrule", repeticion.as_rule(until))
        for day in sorted(repeticion.sin):
            entry.add("exdate", evento.inicio_de(day))
    return entry


def _entry(evento, request):
    """Return the calendar entry of one event; moments are in UTC, which programs convert."""
    entry = Event()
    entry.add("uid", str(evento.translation_key))
    changed = _changed(evento)
    entry.add("dtstamp", changed)
    entry.add("last-modified", changed)
    entry.add("summary", evento.title)
    entry.add("description", evento.resumen)
    entry.add("url", evento.get_full_url(request))
    if donde := evento.where(evento.listed_entity):
        is_spanish = isinstance(donde, EnEspanol)
        entry.add("location", donde, parameters={"language": ESPANOL} if is_spanish else None)
    if evento.dura_dias:
        entry.add("dtstart", evento.inicio)
        entry.add("dtend", evento.fin + _DAY)  # iCalendar wants the day after the last
        return entry
    # A repeating event keeps its local hour when the clocks change; in UTC the hour would move.
    zone = timezone.get_default_timezone() if evento.repeticion else UTC
    entry.add("dtstart", evento.inicio.astimezone(zone))
    if evento.fin:
        entry.add("dtend", evento.fin.astimezone(zone))
    return entry
