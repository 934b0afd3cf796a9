"""Events in words: when and where, in lists, on their pages and for programs."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format, time_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from base.fotos import prepare, share_image
from base.frame import Frame
from base.json_ld import organization
from base.models import PortalImage


@dataclass(frozen=True)
class EventoCard:
    """One event in a list; ``dia`` is its first day."""

    title: str
    url: str
    resumen: str
    dia: date
    cuando: str
    lugar: str
    imagen_portada: PortalImage | None


def evento_cards(eventos, request):
    """Return the cards of ``eventos``, which come with what they point to."""
    return [
        EventoCard(
            title=evento.title,
            url=evento.get_url(request),
            resumen=evento.resumen,
            dia=evento.empieza_el,
            cuando=cuando(evento),
            lugar=evento.where(evento.listed_entity),
            imagen_portada=prepare(evento.imagen_portada),
        )
        for evento in eventos
    ]


def cuando(evento):
    """Return «Sábado 5 de diciembre de 2026, de 9:00 a.m. a 12:00 p.m.» and the like."""
    first, last = _day(evento.empieza_el), _day(evento.ultimo_dia)
    words = {"primero": first, "ultimo": last}
    if evento.dura_dias:
        if first == last:
            return capfirst(_("%(primero)s, todo el día") % words)
        return _("Del %(primero)s al %(ultimo)s") % words
    words |= {"empieza": time_format(evento.empieza_a_las, "TIME_FORMAT")}
    if evento.termina_a_las is None:
        return capfirst(_("%(primero)s, %(empieza)s") % words)
    words |= {"termina": time_format(evento.termina_a_las, "TIME_FORMAT")}
    if first == last:
        return capfirst(_("%(primero)s, de %(empieza)s a %(termina)s") % words)
    # The hours are those of the first day and of the last: of those between nobody said any.
    return _("Empieza el %(primero)s, %(empieza)s, y termina el %(ultimo)s, %(termina)s") % words


def _day(day):
    return f"{date_format(day, 'l')} {date_format(day, 'DATE_FORMAT')}"


def schema_event(evento, request, *, entidad):
    """Return ``evento`` as ``Event`` of schema.org; ``entidad`` organizes it, or None."""
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
    if evento.fin:
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
    if evento.imagen_portada:
        data["image"] = frame.absolute(share_image(evento.imagen_portada).url)
    return data
