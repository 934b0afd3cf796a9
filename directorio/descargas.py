"""The directory to take away: as cards, as a table and as data (docs/datos-abiertos.md)."""

from django.utils import timezone

from base.descargas import as_file, csv_file, json_file
from base.frame import Frame
from base.telefonos import marcado
from base.texto import names_in

from . import palabras
from .campos import CAMPOS
from .canales import TELEFONICOS, Canal
from .consultas import entidades_de, publica
from .tarjetas import portal_de
from .vcard import vcard

# The names of the columns are a promise to whoever reads the file by program.
COLUMNAS = [campo.nombre for campo in CAMPOS]
_AT_ONCE = 500


def entidades(request, index):
    """Return everything public in the directory of this portal, offices included."""
    frame = Frame.for_request(request, index)
    found = entidades_de(frame.site, frame.inicio).con_atencion().alphabetical()
    return found.select_related("tipo").prefetch_related("servicios", publica("depende_de"))


def as_vcf(request, found, name):
    """Return the cards of ``found`` as one file, which a telephone adds to its contacts."""
    cards = []
    for entidad in found:
        portal = portal_de(entidad, request)
        locality = portal.sede if portal else ""
        cards.append(vcard(entidad, url=entidad.get_full_url(request), localidad=locality))
    slug = Frame.for_request(request).datos.slug
    return as_file("".join(cards), "text/vcard", f"{slug}-{name}.vcf")


def as_csv(request, index):
    return csv_file(COLUMNAS, records(request, index), _name(request))


def as_json(request, index):
    data = {
        "portal": Frame.for_request(request, index).titulo,
        "generado": timezone.localtime().isoformat(timespec="seconds"),
        "entidades": list(records(request, index)),
    }
    return json_file(data, _name(request))


def _name(request):
    return f"{Frame.for_request(request).datos.slug}-directorio"


def records(request, index):
    """Yield one record for each entity, read some at a time; the names alone are read at once."""
    found = entidades(request, index)
    titles = dict(found.order_by().values_list("path", "title"))
    for entidad in found.iterator(chunk_size=_AT_ONCE):
        contacts = list(entidad.contactos.all())
        portal = portal_de(entidad, request)
        above = entidad.path[: -entidad.steplen]
        yield {
            "id": str(entidad.translation_key),
            "nombre": entidad.title,
            "otros_nombres": names_in(entidad.otros_nombres),
            "tipo": entidad.tipo.slug if entidad.tipo else None,
            "resumen": entidad.resumen,
            "portal": portal.slug if portal else None,
            "telefonos": [_phone(row) for row in contacts if row.canal in TELEFONICOS],
            "correos": [row.valor for row in contacts if row.canal == Canal.CORREO],
            "web": [row.valor for row in contacts if row.canal == Canal.WEB],
            "redes": [
                row.enlace
                for row in contacts
                if row.canal not in (*TELEFONICOS, Canal.CORREO, Canal.WEB)
            ],
            **{
                name: getattr(entidad, name)
                for name in COLUMNAS[COLUMNAS.index("calle") : COLUMNAS.index("horario")]
            },
            "horario": [
                f"{line.dias}: {line.horas}"
                for line in palabras.semana(entidad.horarios_de_atencion)
            ],
            "servicios": [row.nombre for row in entidad.servicios.all()],
            "depende_de": entidad.depende_de.title if entidad.depende_de else None,
            "oficina_de": titles.get(above),
            "actualizado": entidad.last_published_at.isoformat(timespec="seconds")
            if entidad.last_published_at
            else None,
            "url": entidad.get_full_url(request),
        }


def _phone(row):
    number = marcado(row.enlace)
    return f"{number} ({row.etiqueta})" if row.etiqueta else number
