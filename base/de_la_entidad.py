"""What sections show of an entity on its page, which knows none of them.

A section registers a function when its app is ready; it is called with the entity and the
request and returns a :class:`Parte`, or None where the section has nothing of that entity.
What it returns is kept with the rest of the page and must not depend on who asks.
"""

from dataclasses import dataclass, field

_funciones = []


@dataclass(frozen=True)
class Parte:
    """A part of the page: its heading, and the template that draws it with ``contexto``."""

    clave: str
    titulo: str
    plantilla: str
    contexto: dict = field(default_factory=dict)


def registrar(funcion, *, anywhere=False):
    """Let ``funcion`` say what the pages of entities show of a section.

    Unless it knows something ``anywhere``, it is asked only about entities with pages below them.
    """
    _funciones.append((funcion, anywhere))
    return funcion


def partes(entidad, request, *, has_pages):
    """Return the parts of an entity, in the order in which the sections registered.

    ``has_pages`` says whether any stand below it, in Spanish at least.
    """
    asked = (funcion for funcion, anywhere in _funciones if anywhere or has_pages)
    found = (funcion(entidad, request) for funcion in asked)
    return [parte for parte in found if parte is not None]
