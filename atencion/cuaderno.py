"""What a citizen writes without a connection, on the page that telephones keep, and sends later."""

from dataclasses import dataclass

from base.frame import Frame

from .forms.casos import FORMS
from .models import AtencionPage

_TEXTS = ("hechos", "pide")  # the long text of a form: its first field of these


@dataclass(frozen=True)
class Escrito:
    """A kind of case: ``campo`` is the name of its long text, ``pregunta`` what is asked there."""

    tipo: str
    titulo: str
    url: str
    campo: str
    pregunta: str


def escritos(request):
    """Return a :class:`Escrito` for each kind of case; none if the portal takes no cases."""
    section = Frame.for_request(request).seccion(AtencionPage)
    if section is None:
        return []
    place = section.get_url(request)
    return [_escrito(tipo, form, place) for tipo, form in FORMS.items()]


def _escrito(tipo, form, place):
    fields = form.base_fields
    name = next(name for name in _TEXTS if name in fields)
    return Escrito(tipo, form.titulo, f"{place}escribir/{tipo}/", name, fields[name].label)
