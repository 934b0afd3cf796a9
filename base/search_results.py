"""What sections contribute to the search: facts on the pages found, or help if there are none."""

from dataclasses import dataclass

from django.utils.translation import get_language

from servidor.caches.fragments import fragments

from .links import Link, TelephoneLink
from .states import States


@dataclass(frozen=True)
class Encontrado:
    """A page that the search found, at its address in this portal.

    ``datos``, such as the place, ``precio`` and ``estado`` (None if it is normal) are what people
    need before they go there; ``telefono`` is the first number to call.
    """

    url: str
    datos: tuple[str, ...] = ()
    telefono: TelephoneLink | None = None
    precio: str = ""
    estado: States | None = None


def kept_by_page(name, pks, read, *, shared=True):
    """Return {pk: data} of pages that searches find, as ``read(pks)`` returned them before.

    The data are kept for some seconds, until something is published: ``read`` gets only those that
    are missing, and leaves out pages that may not be shown. ``name`` says which data they are; they
    may depend on the portal and the language, but not on the time. ``shared``: see ``fragments``.
    """
    keys = {f"{get_language()}-{name}-{pk}": pk for pk in pks}

    def compute(missing):
        found = read([keys[key] for key in missing])
        return {key: found.get(keys[key]) for key in missing}

    kept = fragments(list(keys), compute, shared=shared)
    return {pk: kept[key] for key, pk in keys.items() if kept[key] is not None}


@dataclass(frozen=True)
class Ayuda:
    """Links or telephones that may help after a search without results."""

    titulo: str
    enlaces: tuple[Link, ...] = ()
    telefonos: tuple[TelephoneLink, ...] = ()

    def __bool__(self):
        return bool(self.enlaces or self.telefonos)
