"""Description of an entidad for schema.org."""

from django.utils import timezone

from base.fotos import share_image
from base.frame import Frame
from base.texto import names_in

from .canales import TELEFONICOS, Canal
from .cards import portal_de

_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_NETWORKS = (Canal.WEB, Canal.FACEBOOK, Canal.X, Canal.INSTAGRAM, Canal.YOUTUBE, Canal.TELEGRAM)


def government_office(entidad, request, superior):
    """Return ``entidad`` as a ``GovernmentOffice``; ``superior`` may be None."""
    url = entidad.get_full_url(request)
    data = {
        "@type": "GovernmentOffice",
        "@id": f"{url}#entidad",
        "name": entidad.title,
        "description": entidad.resumen,
        "url": url,
    }
    if names := names_in(entidad.otros_nombres):
        data["alternateName"] = names
    if address := _address(entidad, request):
        data["address"] = address
    if entidad.geo:
        data["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": entidad.latitud,
            "longitude": entidad.longitud,
        }
    if hours := _hours(entidad):
        data["openingHoursSpecification"] = hours
    data |= _contacts(entidad)
    if image := share_image(entidad.imagen_portada):
        data["image"] = Frame.for_request(request).absolute(image.url)
    if superior:
        data["parentOrganization"] = {"@type": "GovernmentOrganization", "name": superior.title}
    return data


def _address(entidad, request):
    if not entidad.direccion:
        return None
    return {
        "@type": "PostalAddress",
        "streetAddress": entidad.direccion,
        "addressLocality": portal.sede if (portal := portal_de(entidad, request)) else "",
        "addressRegion": "Santiago de Cuba",
        "addressCountry": "CU",
    }


def _contacts(entidad):
    rows = list(entidad.contactos.all())
    phones = [row for row in rows if row.canal in TELEFONICOS]
    mails = [row.valor for row in rows if row.canal == Canal.CORREO]
    same = [row.enlace for row in rows if row.canal in _NETWORKS]
    data = {}
    if phones:
        data["telephone"] = phones[0].enlace.removeprefix("tel:").partition(";")[0]
        data["contactPoint"] = [
            contact_point(row.enlace, row.etiqueta, row.horarios) for row in phones
        ]
    if mails:
        data["email"] = mails[0] if len(mails) == 1 else mails
    if same:
        data["sameAs"] = same
    return data


def contact_point(enlace, etiqueta, horarios):
    """Return a number as a ``ContactPoint``, with its own ``horarios`` if it has any."""
    point = {"@type": "ContactPoint", "telephone": enlace.removeprefix("tel:")}
    if etiqueta:
        point["contactType"] = etiqueta
    if horarios:
        point["hoursAvailable"] = _week(horarios)
    return point


def _hours(entidad):
    horarios = entidad.horarios_de_atencion
    regular = _week(horarios)
    if not regular:
        return []
    today = timezone.localdate()
    special = [
        {
            "@type": "OpeningHoursSpecification",
            "validFrom": item.desde.isoformat(),
            "validThrough": item.hasta.isoformat(),
            **span,
        }
        for item in horarios.excepciones
        if item.hasta >= today
        for span in _spans(item)
    ]
    return regular + special


def _week(horarios):
    rows = {}
    for day in range(7):
        for item in horarios.semana.get(day, ()):
            rows.setdefault((item.abre, item.cierra), []).append(_WEEKDAYS[day])
    return [
        {"@type": "OpeningHoursSpecification", "dayOfWeek": days, **_span(opens, closes)}
        for (opens, closes), days in rows.items()
    ]


def _spans(exception):
    if not exception.tramos:
        return [{"opens": "00:00", "closes": "00:00"}]  # how schema.org says «closed all day»
    return [_span(item.abre, item.cierra) for item in exception.tramos]


def _span(opens, closes):
    if opens == closes:
        return {"opens": "00:00", "closes": "23:59"}  # all day and night
    return {"opens": f"{opens:%H:%M}", "closes": f"{closes:%H:%M}"}
