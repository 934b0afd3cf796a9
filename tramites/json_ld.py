"""Description of a trámite for schema.org, as a ``GovernmentService``."""

from django.utils.translation import gettext as _

from base.json_ld import organization
from base.texto import names_in
from directorio.json_ld import contact_point


def government_service(ficha, url, frame):
    data = {
        "@type": "GovernmentService",
        "@id": f"{url}#tramite",
        "name": ficha.titulo,
        "description": ficha.resumen,
        "url": url,
        "inLanguage": frame.lang,
        "jurisdiction": frame.nombre,
        "areaServed": {"@type": "AdministrativeArea", "name": frame.nombre},
        "serviceOperator": _operator(ficha, frame),
        "availableChannel": [
            *(_office(oficina, frame) for oficina in ficha.oficinas),
            *([_online(ficha)] if ficha.en_linea else []),
        ],
        "offers": [_offer(precio) for precio in ficha.precios],
        "audience": {"@type": "Audience", "audienceType": ficha.quien} if ficha.quien else None,
        "serviceOutput": ({"@type": "Thing", "name": ficha.resultado} if ficha.resultado else None),
        "alternateName": names_in(ficha.nombres_populares),
    }
    return {name: value for name, value in data.items() if value}


def _operator(ficha, frame):
    operators = [
        {
            "@type": "GovernmentOrganization",
            "name": entidad.texto,
            "url": frame.absolute(entidad.url),
        }
        for entidad in ficha.entidades
    ]
    return operators if len(operators) > 1 else next(iter(operators), organization(frame))


def _office(oficina, frame):
    place = {
        "@type": "GovernmentOffice",
        "name": oficina.titulo,
        "url": frame.absolute(oficina.url),
        "address": oficina.direccion,
        "telephone": oficina.telefono.url.removeprefix("tel:") if oficina.telefono else "",
        "contactPoint": [
            contact_point(item.url, item.etiqueta, item.horarios) for item in oficina.telefonos
        ],
    }
    return {
        "@type": "ServiceChannel",
        "serviceLocation": {name: value for name, value in place.items() if value},
    }


def _online(ficha):
    return {
        "@type": "ServiceChannel",
        "name": ficha.en_linea.texto,
        "serviceUrl": ficha.en_linea.url,
    }


def _offer(precio):
    offer = {"@type": "Offer", "name": precio.concepto, "priceCurrency": "CUP"}
    if precio.gratis:
        offer["price"] = "0.00"
    elif precio.importe is not None and precio.confirmado:
        offer["price"] = f"{precio.importe:.2f}"
    else:
        offer["description"] = _("Por confirmar")
    return offer
