"""Events as a calendar file (iCalendar, RFC 5545), for telephones and computers."""

from datetime import UTC, timedelta

from django.utils import timezone
from icalendar import Calendar, Event

from base.descargas import as_file
from base.feeds import dated, newest
from base.frame import Frame
from base.idiomas import ESPANOL, EnEspanol

_PRODUCT = "-//Portales del Ciudadano//Agenda//ES"
_DAY = timedelta(days=1)


def calendar_file(eventos, request, *, name, title=None):
    """Return ``eventos`` as a file to download; ``title`` names the calendar of a portal."""
    frame = Frame.for_request(request)
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    if title:
        calendar.add("x-wr-calname", f"{title} · {frame.nombre}")
    eventos = list(eventos)
    for evento in eventos:
        calendar.add_component(_entry(evento, request))
    file_name = f"{frame.datos.slug}-{name}.ics"
    response = as_file(calendar.to_ical(), "text/calendar", file_name)
    return dated(response, request, newest(map(_changed, eventos)))


def _changed(evento):
    return evento.last_published_at or evento.latest_revision_created_at or timezone.now()


def _entry(evento, request):
    """Return one event. Moments are told in UTC, which every calendar shows in its own time."""
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
        entry.add("dtend", evento.fin + _DAY)  # the first day on which it is over
        return entry
    entry.add("dtstart", evento.inicio.astimezone(UTC))
    if evento.fin:
        entry.add("dtend", evento.fin.astimezone(UTC))
    return entry
