"""What a list shows of an entity: where, when, and the first number to call."""

from dataclasses import dataclass, field, replace

from django.apps import apps
from django.utils import timezone

from base.chrome import Chrome
from base.tenancy.tree import in_one_tree

from . import palabras
from .canales import TELEFONICOS
from .consultas import sirve_a
from .horarios import Horarios

# Root, container, front page, directory: what comes below is the way to an entity.
_ABOVE = 3


@dataclass(frozen=True)
class Enlace:
    texto: str
    url: str


@dataclass(frozen=True)
class Ficha:
    """One entity or office in a list; ``horario`` are lines, ``atencion`` says if it is open."""

    titulo: str
    url: str
    resumen: str
    tipo: str
    direccion: str
    referencia: str
    telefono: Enlace | None
    correo: Enlace | None
    horarios: Horarios
    horario: list = field(default_factory=list)
    de_la_provincia: bool = False
    atencion: palabras.Atencion | None = None

    def at(self, now):
        """Return the card as it is true at the moment ``now``."""
        return replace(self, atencion=palabras.atencion(self.horarios.estado(now), now))


def fichas(entidades, request, *, indice=None, now=None):
    """Return the cards of ``entidades``, a queryset ``con_atencion``.

    ``indice`` is the directory of this portal, within which those of the province are shown;
    found if left out.
    """
    now = now or timezone.now()
    indice = indice or indice_de(request)
    return [ficha_base(entidad, request, indice).at(now) for entidad in entidades]


def ficha_base(entidad, request, indice):
    """Return the card without what changes by the minute."""
    contacts = list(entidad.contactos.all())
    return Ficha(
        titulo=entidad.title,
        url=url_of(entidad, request, indice),
        resumen=entidad.resumen,
        tipo=entidad.tipo.nombre if entidad.tipo else "",
        direccion=entidad.direccion,
        referencia=entidad.referencia,
        telefono=_first(contacts, TELEFONICOS),
        correo=_first(contacts, ("correo",)),
        horarios=entidad.horarios_de_atencion,
        horario=palabras.semana(entidad.horarios_de_atencion),
        de_la_provincia=not is_own(entidad, request),
    )


def _first(contacts, canales):
    found = next((row for row in contacts if row.canal in canales), None)
    return found and Enlace(found.texto, found.enlace)


def is_own(entidad, request):
    """Whether the entity stands in the tree of this portal, in whatever language."""
    return in_one_tree(entidad.path, Chrome.for_request(request).inicio.path)


def portal_de(entidad, request):
    """Return the settings of the portal in whose tree the entity stands, or None."""
    parts = entidad.get_url_parts(request)
    records = Chrome.for_request(request).registros
    return next((item for item in records if parts and item.site_id == parts[0]), None)


def indice_de(request):
    """Return the directory of this portal in the language of the request, or None."""
    sections = Chrome.for_request(request).secciones
    model = apps.get_model("directorio", "DirectorioIndexPage")
    return next((page for page in sections if isinstance(page, model)), None)


def url_of(entidad, request, indice):
    """Return the address of an entity: within this portal where it is shown there."""
    site = Chrome.for_request(request).site
    if indice is None or is_own(entidad, request) or not sirve_a(entidad, site):
        return entidad.get_url(request)
    names = entidad.url_path.strip("/").split("/")[_ABOVE:]
    return f"{indice.get_url(request)}provincia/{'/'.join(names)}/"
