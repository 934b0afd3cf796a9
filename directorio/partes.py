"""What sections show of an entity on its page, which knows none of them.

A section declares functions (``Section.entity_parts``), called with the entity and the request,
that return a :class:`Parte`, or None where the section has nothing of that entity. What they
return is kept with the rest of the page and must not depend on who asks.
"""

from dataclasses import dataclass, field

from base.sections import contributions


@dataclass(frozen=True)
class Parte:
    """A part of the page: its heading, and the template that draws it with ``contexto``."""

    clave: str
    titulo: str
    plantilla: str
    contexto: dict = field(default_factory=dict)


def partes(entidad, request, *, has_pages):
    """Return the parts of an entity, in the order in which the sections declare them.

    ``has_pages`` says whether any stand below it, in Spanish at least: without any, most have
    nothing to say and are not asked.
    """
    functions = contributions("parts_of_any_entity")
    if has_pages:
        functions = contributions("entity_parts") + functions
    found = (function(entidad, request) for function in functions)
    return [parte for parte in found if parte is not None]
