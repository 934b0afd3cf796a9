"""What the page of a norm shows, and what it tells programs."""

from base.chrome import Chrome
from base.compartir import share_links

from . import consultas
from .listado import tarjetas

_FORCE = {"vigente": "InForce", "modificada": "PartiallyInForce", "derogada": "NotInForce"}


def contexto(norma, request):
    por = consultas.derogada_por(norma, request)
    deroga, modifica = consultas.cambiadas_por(norma, request)
    url = Chrome.for_request(request, norma).absolute(consultas.url_of(norma, request) or "")
    return {
        "derogada_por": tarjetas([por], request)[0] if por else None,
        "modificada_por": tarjetas(consultas.modificada_por(norma, request), request),
        "deroga": tarjetas(deroga, request),
        "modifica": tarjetas(modifica, request),
        "compartir": share_links(url, norma.title),
    }


def legislation(norma, request):
    """The norm as ``Legislation``."""
    url = norma.get_full_url(request)
    data = {
        "@type": "Legislation",
        "@id": f"{url}#norma",
        "name": norma.title,
        "description": norma.resumen,
        "url": url,
        "legislationType": str(norma.get_tipo_display()),
        "legislationDate": norma.fecha.isoformat(),
        "legislationLegalForce": {"@id": f"https://schema.org/{_FORCE[norma.estado]}"},
    }
    if norma.numero:
        data["legislationIdentifier"] = norma.numero
    if norma.emisor:
        data["legislationPassedBy"] = {"@type": "Organization", "name": norma.emisor}
    return data
