"""The portals as data: reads and validates ``santiago/portales.toml``.

The file says which portals exist, under which hosts, and the public facts about
them. What people may change later (telephones, hours, networks…) lives in
:class:`base.models.PortalSettings`.
"""

import tomllib
from dataclasses import dataclass, field, fields
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.text import slugify
from django.utils.translation import gettext as _

from .acentos import Acento

PROVINCIAL = "provincial"
MUNICIPAL = "municipal"


@dataclass(frozen=True, kw_only=True)
class Portal:
    """One entry of the data file.

    ``hosts`` are names without port, the canonical one first; ``latitud`` and
    ``longitud`` are WGS84 degrees of the seat; ``poblacion`` counts inhabitants in
    the year ``poblacion_anio``.
    """

    slug: str
    nombre: str
    tipo: str
    hosts: tuple[str, ...] = field(default=())
    sede: str
    latitud: float
    longitud: float
    acento: str
    titulo: str = ""
    gentilicio: str = ""
    poblacion: int | None = None
    poblacion_anio: int | None = None

    @property
    def es_provincial(self):
        return self.tipo == PROVINCIAL

    @property
    def hostname(self):
        """The canonical host: of the data, or a name below ``PORTAL_HOST_SUFFIX``."""
        if suffix := settings.PORTAL_HOST_SUFFIX:
            return suffix if self.es_provincial else f"{self.slug}.{suffix}"
        return self.hosts[0]

    @property
    def etiqueta(self):
        """The name in the admin, which tells the province from the municipality of its name.

        Groups and collections are found by it, so it is the same in every language.
        """
        return "Provincia" if self.es_provincial else self.nombre

    @property
    def titulo_publico(self):
        return self.titulo or _("Portal del Ciudadano de %(nombre)s") % {"nombre": self.nombre}


def _fail(path, message):
    raise ImproperlyConfigured(f"{path}: {message}")


def read_portales(path):
    """Return the portals of the file ``path``, province first.

    Raises ``ImproperlyConfigured`` with the entry and the reason when the data
    cannot make ten working portals.
    """
    path = Path(path)
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        _fail(path, error)

    known = {f.name for f in fields(Portal)}
    portales = []
    for number, entry in enumerate(data.get("portal", []), start=1):
        where = f"portal {number} ({entry.get('slug', '?')})"
        if unknown := set(entry) - known:
            _fail(path, f"{where}: unknown keys {sorted(unknown)}")
        try:
            portal = Portal(**entry | {"hosts": tuple(entry.get("hosts", ()))})
        except TypeError as error:
            _fail(path, f"{where}: {error}")
        if portal.slug != slugify(portal.slug) or not portal.slug:
            _fail(path, f"{where}: slug must be lower-case letters, digits and hyphens")
        if portal.tipo not in (PROVINCIAL, MUNICIPAL):
            _fail(path, f"{where}: tipo must be “provincial” or “municipal”")
        if portal.acento not in Acento.values:
            _fail(path, f"{where}: acento must be one of {Acento.values}")
        if not portal.hosts:
            _fail(path, f"{where}: at least one host is needed")
        portales.append(portal)

    _check_unique(path, portales)
    return tuple(sorted(portales, key=lambda portal: not portal.es_provincial))


def _check_unique(path, portales):
    if sum(portal.es_provincial for portal in portales) != 1:
        _fail(path, "exactly one portal must have tipo = “provincial”")
    slugs = [portal.slug for portal in portales]
    hosts = [host for portal in portales for host in portal.hosts]
    names = [portal.etiqueta for portal in portales]
    for kind, values in (("slug", slugs), ("host", hosts), ("nombre", names)):
        if repeated := {value for value in values if values.count(value) > 1}:
            _fail(path, f"repeated {kind}: {', '.join(sorted(repeated))}")


@lru_cache(maxsize=1)
def portales():
    """The portals of this installation; read once a process."""
    return read_portales(settings.PORTALES_FILE)


def portal_for_host(hostname):
    """The portal that answers to ``hostname``, by its canonical name or an alias, or None."""
    for portal in portales():
        if hostname == portal.hostname or hostname in portal.hosts:
            return portal
    return None
