"""Parts that other sections add to the page of an entidad, which does not import them.

A section declares functions (``Section.entity_parts``) that take the entidad and the request and
return a :class:`ParteDeEntidad`, or None if the section has nothing about that entidad. The results
are cached with the rest of the page and must not depend on the visitor.
"""

from dataclasses import dataclass, field

from base.sections import contributions


@dataclass(frozen=True)
class ParteDeEntidad:
    """Part of the page: its heading, and the template to render with ``contexto``."""

    clave: str
    titulo: str
    plantilla: str
    contexto: dict = field(default_factory=dict)


def partes(entidad, request, *, has_pages):
    """Return the parts of an entidad, in the order in which the sections declare them.

    ``has_pages`` says whether the Spanish page has pages below it; if not, only the functions in
    ``parts_of_any_entity`` are called.
    """
    functions = contributions("parts_of_any_entity")
    if has_pages:
        functions = contributions("entity_parts") + functions
    found = (function(entidad, request) for function in functions)
    return [parte for parte in found if parte is not None]
