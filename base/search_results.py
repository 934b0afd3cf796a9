"""What sections contribute to the search: facts on the pages found, or help if there are none."""

from dataclasses import dataclass

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


@dataclass(frozen=True)
class Ayuda:
    """Links or telephones that may help after a search without results."""

    titulo: str
    enlaces: tuple[Link, ...] = ()
    telefonos: tuple[TelephoneLink, ...] = ()

    def __bool__(self):
        return bool(self.enlaces or self.telefonos)
