"""Catalogue of the open data of a portal: for its pages, and as DCAT and schema.org."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from base.del_portal import enlaces_de_municipios
from base.frame import Frame
from base.idiomas import ESPANOL
from base.json_ld import organization
from base.models.portal import LicenciaDeDatos
from base.texto import plain
from conjuntos.declaracion import Conjunto, conjuntos

from .models import ArchivoDeDatos

TITULO = _("Datos abiertos")
DESCRIPCION = _(
    "Lo que este portal publica, en archivos que cualquiera puede descargar, usar y comprobar."
)
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_SPANISH = "http://publications.europa.eu/resource/authority/language/SPA"
# Prefixes of the vocabularies of DCAT, inline, so that programs need not download a context.
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@dataclass(frozen=True)
class Distribucion:
    formato: str
    tipo: str
    url: str
    tamano: int
    sha256: str


@dataclass(frozen=True)
class Oferta:
    """One data set of a portal; ``archivos`` is empty until the files are made."""

    conjunto: Conjunto
    url: str
    archivos: tuple[Distribucion, ...] = ()
    lineas: int = 0
    actualizado: datetime | None = None

    @property
    def titulo(self):
        return str(self.conjunto.titulo)


def ofertas(index, request, clave=None):
    """Return an :class:`Oferta` for each data set, or only for ``clave``, by title. One query."""
    frame = Frame.for_request(request, index)
    rows = {}
    for row in ArchivoDeDatos.objects.filter(site=frame.site):
        rows.setdefault(row.clave, []).append(row)
    found = [
        _oferta(conjunto, rows.get(conjunto.clave, ()), index, frame)
        for conjunto in conjuntos().values()
        if clave in (None, conjunto.clave)
    ]
    return sorted(found, key=lambda oferta: plain(oferta.titulo))


def _oferta(conjunto, rows, index, frame):
    url = f"{index.get_url(frame.request)}datos/{conjunto.clave}/"
    if not rows:
        return Oferta(conjunto, url)
    return Oferta(
        conjunto,
        url,
        archivos=tuple(_archivo(row, frame) for row in rows),
        lineas=rows[0].lineas,
        actualizado=max(row.hecho_el for row in rows),
    )


def _archivo(row, frame):
    return Distribucion(
        formato=row.get_formato_display(),
        tipo=row.tipo,
        url=frame.absolute(reverse(f"datos-{row.formato}", args=[row.clave])),
        tamano=row.tamano,
        sha256=row.sha256,
    )


def licencia(frame):
    return LicenciaDeDatos(frame.datos.licencia_de_datos)


# --- DCAT ---------------------------------------------------------------------------


def dcat(index, request):
    """Return the catalogue of this portal as DCAT in JSON-LD, a dict with Spanish texts."""
    frame = Frame.for_request(request, index)
    with override(settings.LANGUAGE_CODE):
        offered = ofertas(index, request)
        url = frame.absolute(f"{index.get_url(request)}datos/")
        publisher = {
            "@id": organization(frame)["@id"],
            "@type": ["foaf:Organization", "foaf:Agent"],
            "foaf:name": frame.datos.titulo,
            "foaf:homepage": {"@id": f"{frame.site.root_url}/"},
        }
        data = {
            "@context": _CONTEXT,
            "@id": frame.absolute(reverse("catalogo-de-datos")),
            "@type": "dcat:Catalog",
            "dct:title": _spanish(f"{TITULO} · {frame.datos.titulo}"),
            "dct:description": _spanish(str(DESCRIPCION)),
            "dct:publisher": publisher,
            "dct:language": {"@id": _SPANISH},
            "dct:license": {"@id": licencia(frame).url, "@type": "dct:LicenseDocument"},
            "foaf:homepage": {"@id": url},
            "dcat:dataset": [_dataset(oferta, publisher["@id"], frame) for oferta in offered],
        }
        if moments := [oferta.actualizado for oferta in offered if oferta.actualizado]:
            data["dct:modified"] = _moment(max(moments))
        if others := enlaces_de_municipios(type(index), frame, "datos/"):
            # The catalogue has the same path in each portal, whatever the slug of its section.
            place = reverse("catalogo-de-datos")
            data["dct:hasPart"] = [{"@id": urljoin(link.url, place)} for link in others]
        return data


def _dataset(oferta, publisher, frame):
    url = frame.absolute(oferta.url)
    data = {
        "@id": f"{url}#datos",
        "@type": "dcat:Dataset",
        "dct:identifier": f"{frame.datos.slug}-{oferta.conjunto.clave}",
        "dct:title": _spanish(oferta.titulo),
        "dct:description": _spanish(str(oferta.conjunto.descripcion)),
        "dct:publisher": {"@id": publisher},
        "dct:language": {"@id": _SPANISH},
        "dct:license": {"@id": licencia(frame).url},
        "dcat:landingPage": {"@id": url},
        "dcat:distribution": [_distribution(archivo, oferta, frame) for archivo in oferta.archivos],
    }
    if oferta.actualizado:
        data["dct:modified"] = _moment(oferta.actualizado)
    if frame.correo:
        data["dcat:contactPoint"] = {
            "@id": frame.absolute("/#contacto"),
            "@type": "vcard:Organization",
            "vcard:fn": frame.datos.titulo,
            "vcard:hasEmail": {"@id": f"mailto:{frame.correo}"},
        }
    return data


def _distribution(archivo, oferta, frame):
    return {
        "@id": f"{archivo.url}#archivo",
        "@type": "dcat:Distribution",
        "dct:title": _spanish(f"{oferta.titulo} ({archivo.formato})"),
        "dct:license": {"@id": licencia(frame).url},
        "dct:modified": _moment(oferta.actualizado),
        "dcat:accessURL": {"@id": archivo.url},
        "dcat:downloadURL": {"@id": archivo.url},
        "dcat:mediaType": {"@id": f"{_MEDIA_TYPES}{archivo.tipo}"},
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(archivo.tamano)},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": archivo.sha256},
        },
    }


def _spanish(text):
    return {"@language": ESPANOL, "@value": text}


def _moment(value):
    return {"@type": "xsd:dateTime", "@value": value.isoformat(timespec="seconds")}


# --- schema.org ---------------------------------------------------------------------


def data_catalog(offered, url, frame):
    """Return the schema.org ``DataCatalog`` of the page that lists all data sets."""
    return {
        "@type": "DataCatalog",
        "@id": f"{url}#catalogo",
        "name": f"{TITULO} · {frame.titulo}",
        "description": str(DESCRIPCION),
        "url": url,
        "license": licencia(frame).url,
        "publisher": {"@id": organization(frame)["@id"]},
        "dataset": [dataset(oferta, frame) for oferta in offered],
    }


def dataset(oferta, frame):
    """Return the schema.org ``Dataset`` of one data set."""
    url = frame.absolute(oferta.url)
    data = {
        "@type": "Dataset",
        "@id": f"{url}#datos",
        "name": f"{oferta.titulo} · {frame.titulo}",
        "description": str(oferta.conjunto.descripcion),
        "url": url,
        "inLanguage": ESPANOL,
        "isAccessibleForFree": True,
        "license": licencia(frame).url,
        "creator": {
            "@type": "GovernmentOrganization",
            "@id": organization(frame)["@id"],
            "name": frame.titulo,
        },
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": archivo.tipo,
                "contentUrl": archivo.url,
                "contentSize": f"{archivo.tamano} B",
            }
            for archivo in oferta.archivos
        ],
    }
    if oferta.actualizado:
        data["dateModified"] = oferta.actualizado.isoformat(timespec="seconds")
    return data
