"""What a search shows, as the sections of a portal know it: of what it found, and instead."""

from dataclasses import dataclass

from .links import Link, TelephoneLink


@dataclass(frozen=True)
class Encontrado:
    """A found page at its address in this portal.

    ``datos``, as a place, and ``precio`` are the facts to know before setting out; ``telefono``
    is the first number to call.
    """

    url: str
    datos: tuple[str, ...] = ()
    telefono: TelephoneLink | None = None
    precio: str = ""


@dataclass(frozen=True)
class Ayuda:
    """What may help whoever found nothing: links, or telephones."""

    titulo: str
    enlaces: tuple[Link, ...] = ()
    telefonos: tuple[TelephoneLink, ...] = ()

    def __bool__(self):
        return bool(self.enlaces or self.telefonos)
