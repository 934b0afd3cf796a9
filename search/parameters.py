"""What a reader asks the search for, as the address of its page says it."""

import re
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from .models import Grupo

MAX_LENGTH = 200
_WORD = re.compile(r"[^\W_]")
_EVERYWHERE = "todas"


@dataclass(frozen=True)
class Pedido:
    """``grupo`` narrows what is shown, if it is not empty; ``todas`` asks all portals."""

    texto: str
    grupo: str = ""
    todas: bool = False

    @classmethod
    def of(cls, parameters, *, es_provincial):
        """Read what is in ``parameters``; what means nothing asks for nothing."""
        grupo = parameters.get("grupo", "")
        return cls(
            texto=parameters.get("q", "").replace("\x00", " ").strip(),
            grupo=grupo if grupo in Grupo.values else "",
            todas=es_provincial and parameters.get("en") == _EVERYWHERE,
        )

    @property
    def campo(self):
        """What the field of the search goes on to say."""
        return self.texto[:MAX_LENGTH]

    @property
    def error(self):
        """Why this cannot be searched; empty where it can, or where nothing is asked."""
        if len(self.texto) > MAX_LENGTH:
            return _("La búsqueda es demasiado larga. Use menos palabras.")
        if self.texto and not _WORD.search(self.texto):
            return _("Escriba al menos una palabra.")
        return ""

    @property
    def se_busca(self):
        """Whether there is something to be searched."""
        return bool(self.texto) and not self.error

    @property
    def titulo(self):
        """What the page is called where it is kept or shared."""
        if not self.se_busca:
            return _("Buscar")
        if self.grupo:
            words = {"texto": self.texto, "grupo": Grupo(self.grupo).label}
            return _("«%(texto)s» en %(grupo)s · Buscar") % words
        return _("«%(texto)s» · Buscar") % {"texto": self.texto}

    def url(self, **changes):
        """Return the address of the first page of the same with ``changes``."""
        asked = replace(self, **changes)
        said = {"q": asked.texto, "grupo": asked.grupo, "en": _EVERYWHERE if asked.todas else ""}
        query = urlencode({name: value for name, value in said.items() if value})
        return f"{reverse('buscar')}?{query}" if query else reverse("buscar")
