"""Texts about events (when and where) for lists and pages, and their schema.org data."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from base.fotos import prepare, share_image
from base.frame import Frame
from base.json_ld import organization
from base.models import PortalImage


@dataclass(frozen=True)
class EventoCard:
    """Card of one occasion of an event, beginning on ``dia``; ``repite`` describes the rule."""

    title: str
    url: str
    resumen: str
    dia: date
    cuando: str
    lugar: str
    imagen_portada: PortalImage | None
    repite: str = ""


def evento_cards(ocasiones, request):
    """Return the cards of ``ocasiones``, whose events have their relations prefetched."""
    return [
        _card(
            ocasion.evento,
            request,
            dia=ocasion.dia,
            cuando=cuando_una_vez(ocasion.evento, ocasion.dia),
            repite=ocasion.evento.repeticion.in_words() if ocasion.evento.repeticion else "",
        )
        for ocasion in ocasiones
    ]


def past_cards(eventos, request):
    """Return the cards of past ``eventos``, one for each event."""
    return [
        _card(evento, request, dia=evento.empieza_el, cuando=cuando(evento)) for evento in eventos
    ]


def _card(evento, request, **when):
    return EventoCard(
        title=evento.title,
        url=evento.get_url(request),
        resumen=evento.resumen,
        lugar=evento.where(evento.listed_entity),
        imagen_portada=prepare(evento.imagen_portada),
        **when,
    )


def cuando(evento):
    """Return the full text: «Todos los martes, hasta el 30 de junio de 2026, de 9:00 a.m.…»."""
    if not evento.repeticion:
        return cuando_una_vez(evento, evento.empieza_el)
    repeticion = evento.repeticion
    parts = [repeticion.in_words(), repeticion.exceptions_in_words(), _hours(evento)]
    return ", ".join(filter(None, parts))


def _hours(evento):
    if evento.dura_dias:
        return _("todo el día")
    words = {"empieza": time_format(evento.empieza_a_las, "TIME_FORMAT")}
    if evento.termina_a_las is None:
        return words["empieza"]
    words |= {"termina": time_format(evento.termina_a_las, "TIME_FORMAT")}
    return _("de %(empieza)s a %(termina)s") % words


def la_proxima(evento):
    """Return a text with the next date of a repeating event; "" for others, and when over."""
    if not evento.repeticion:
        return ""
    coming = [dia for dia in evento.dias if dia >= timezone.localdate()]
    return cuando_una_vez(evento, coming[0]) if coming else ""


def cuando_una_vez(evento, dia):
    """Return «Sábado 5 de diciembre de 2026, de 9:00 a.m. a 12:00 p.m.» and the like."""
    first, last = _day(dia), _day(evento.ultimo_de(dia))
    words = {"primero": first, "ultimo": last}
    if evento.dura_dias:
        if first == last:
            return capfirst(_("%(primero)s, todo el día") % words)
        return _span(dia, evento.ultimo_de(dia))
    words |= {"empieza": time_format(evento.empieza_a_las, "TIME_FORMAT")}
    if evento.termina_a_las is None:
        return capfirst(_("%(primero)s, %(empieza)s") % words)
    words |= {"termina": time_format(evento.termina_a_las, "TIME_FORMAT")}
    if first == last:
        return capfirst(_("%(primero)s, de %(empieza)s a %(termina)s") % words)
    # The hours are those of the first and the last day; the form asks for none in between.
    return _("Empieza el %(primero)s, %(empieza)s, y termina el %(ultimo)s, %(termina)s") % words


def _span(first, last):
    """Return «Sábado 7 y domingo 8 de diciembre de 2030» and the like."""
    is_one_month = (first.year, first.month) == (last.year, last.month)
    # Month and year of the last day also apply to the first.
    short = f"{date_format(first, 'l')} {first.day}"
    words = {"primero": short if is_one_month else _day(first), "ultimo": _day(last)}
    if is_one_month and last.day - first.day == 1:
        return capfirst(_("%(primero)s y %(ultimo)s") % words)
    return _("Del %(primero)s al %(ultimo)s") % words


def _day(day):
    return f"{date_format(day, 'l')} {date_format(day, 'DATE_FORMAT')}"


def _schedule(evento):
    schedule = evento.repeticion.as_schedule()
    schedule["scheduleTimezone"] = timezone.get_default_timezone_name()
    for name, hour in (("startTime", evento.empieza_a_las), ("endTime", evento.termina_a_las)):
        if hour:
            schedule[name] = hour.isoformat()
    return schedule


def schema_event(evento, request, *, entidad):
    """Return ``evento`` as schema.org ``Event`` data; ``entidad`` is the organizer, or None."""
    frame = Frame.for_request(request, evento)
    url = evento.get_full_url(request)
    organizer = organization(frame)
    if entidad:
        organizer = {
            "@type": "GovernmentOrganization",
            "name": entidad.title,
            "url": entidad.get_full_url(request),
        }
    data = {
        "@type": "Event",
        "@id": f"{url}#evento",
        "name": evento.title,
        "description": evento.resumen,
        "url": url,
        "inLanguage": frame.lang,
        "startDate": evento.inicio.isoformat(),
        "organizer": organizer,
    }
    if evento.repeticion:
        data["endDate"] = (evento.fin_de(evento.dias[-1]) or evento.dias[-1]).isoformat()
        data["eventSchedule"] = _schedule(evento)
    elif evento.fin:
        data["endDate"] = evento.fin.isoformat()
    if donde := evento.where(entidad):
        data["location"] = {
            "@type": "Place",
            "name": donde,
            "address": {
                "@type": "PostalAddress",
                "streetAddress": donde,
                "addressLocality": frame.datos.sede,
                "addressCountry": "CU",
            },
        }
    if image := share_image(evento.imagen_portada):
        data["image"] = frame.absolute(image.url)
    return data
