"""The portals as data: reads and validates ``santiago/portales.toml``.

The file says which portals exist, under which hosts, and public facts about them. What people may
change later (telephones, hours, networks…) is in :class:`base.models.PortalSettings`.
"""

import re
import tomllib
from dataclasses import MISSING, dataclass, fields
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http.request import split_domain_port
from django.utils.text import slugify
from django.utils.translation import gettext as _

from identidad.acentos import Acento

from .idiomas import is_original

PROVINCIAL = "provincial"
MUNICIPAL = "municipal"

_HOSTNAME = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+")


def _is_text(value):
    return isinstance(value, str)


def _is_whole(value):
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value):
    return isinstance(value, float) or _is_whole(value)


def _is_list_of_text(value):
    return isinstance(value, list) and all(_is_text(item) for item in value)


_TYPES = {
    "slug": _is_text,
    "nombre": _is_text,
    "titulo": _is_text,
    "tipo": _is_text,
    "hosts": _is_list_of_text,
    "sede": _is_text,
    "latitud": _is_number,
    "longitud": _is_number,
    "acento": _is_text,
    "gentilicio": _is_text,
    "poblacion": _is_whole,
    "poblacion_anio": _is_whole,
}


@dataclass(frozen=True, kw_only=True)
class Portal:
    """One entry of the data file.

    ``hosts`` are names without port, the canonical one first; ``latitud`` and ``longitud`` are
    WGS84 degrees of the seat; ``poblacion`` is the number of inhabitants in the year
    ``poblacion_anio``.
    """

    slug: str
    nombre: str
    tipo: str
    hosts: tuple[str, ...]
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
        """The canonical host: the first in the data, or one made with ``PORTAL_HOST_SUFFIX``."""
        if suffix := settings.PORTAL_HOST_SUFFIX:
            return suffix if self.es_provincial else f"{self.slug}.{suffix}"
        return self.hosts[0]

    @property
    def etiqueta(self):
        """The name in the admin; «Provincia» for the province, as its capital has the same name.

        Groups and collections are created with this name, so it is not translated.
        """
        return "Provincia" if self.es_provincial else self.nombre

    @property
    def titulo_publico(self):
        """The title of the portal; in Spanish, that of the data file if it has one."""
        if self.titulo and is_original():
            return self.titulo
        name = {"nombre": self.nombre}
        if self.es_provincial:
            return _("Portal del Ciudadano de la provincia de %(nombre)s") % name
        if self.titulo:
            return _("Portal del Ciudadano del municipio %(nombre)s") % name
        return _("Portal del Ciudadano de %(nombre)s") % name


def _fail(path, message):
    raise ImproperlyConfigured(f"{path}: {message}")


def read_portales(path):
    """Return the portals of the file ``path`` as a tuple, province first.

    Raise ``ImproperlyConfigured`` with the entry and the reason if the data are not valid.
    """
    path = Path(path)
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        _fail(path, error)
    entries = data.get("portal", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        _fail(path, "each portal must be a table of its own: [[portal]]")

    portales = []
    for number, entry in enumerate(entries, start=1):
        try:
            portales.append(_read_entry(entry))
        except ValueError as error:
            _fail(path, f"portal {number} ({entry.get('slug', '?')}): {error}")
    _check_unique(path, portales)
    return tuple(sorted(portales, key=lambda portal: not portal.es_provincial))


def _read_entry(entry):
    """Return the portal of one table; raise ``ValueError`` with the reason if it is not valid."""
    known = {field.name: field for field in fields(Portal)}
    if unknown := sorted(set(entry) - set(known)):
        raise ValueError(f"unknown keys {unknown}")
    required = {name for name, field in known.items() if field.default is MISSING}
    if missing := sorted(required - set(entry)):
        raise ValueError(f"missing keys {missing}")
    for name, value in entry.items():
        if not _TYPES[name](value):
            raise ValueError(f"{name} has the wrong type: {value!r}")

    portal = Portal(**entry | {"hosts": tuple(entry["hosts"])})
    if portal.slug != slugify(portal.slug) or not portal.slug:
        raise ValueError("slug must be lower-case letters, digits and hyphens")
    if portal.tipo not in (PROVINCIAL, MUNICIPAL):
        raise ValueError("tipo must be “provincial” or “municipal”")
    if portal.acento not in Acento.values:
        raise ValueError(f"acento must be one of {Acento.values}")
    if not portal.hosts:
        raise ValueError("at least one host is needed")
    for host in portal.hosts:
        if not _HOSTNAME.fullmatch(host):
            raise ValueError(f"{host!r} is not a host name (no scheme, port or path)")
    if not -90 <= portal.latitud <= 90 or not -180 <= portal.longitud <= 180:
        raise ValueError("latitud and longitud must be degrees")
    return portal


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
    """Return the portals of this installation; the file is read once per process."""
    return read_portales(settings.PORTALES_FILE)


def portal_for_host(hostname):
    """Return the portal with the host ``hostname``, canonical or alias, or None."""
    for portal in portales():
        if hostname == portal.hostname or hostname in portal.hosts:
            return portal
    return None


def slug_at(host):
    """Return the slug of the portal at ``host``, with or without a port; "" if it has none."""
    portal = portal_for_host(split_domain_port(host)[0])
    return portal.slug if portal else ""
