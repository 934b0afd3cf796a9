"""The parameters of a search in the URL of its page."""

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
    """A search request. ``grupo``, if not empty, limits the results; ``todas``: in all portals."""

    texto: str
    grupo: str = ""
    todas: bool = False

    @classmethod
    def of(cls, parameters, *, es_provincial):
        """Build the request from the query string ``parameters``; invalid values are ignored."""
        grupo = parameters.get("grupo", "")
        return cls(
            texto=parameters.get("q", "").replace("\x00", " ").strip(),
            grupo=grupo if grupo in Grupo.values else "",
            todas=es_provincial and parameters.get("en") == _EVERYWHERE,
        )

    @property
    def campo(self):
        """The text to show in the search field."""
        return self.texto[:MAX_LENGTH]

    @property
    def error(self):
        """Why this text cannot be searched; "" if it can, or if there is no text."""
        if len(self.texto) > MAX_LENGTH:
            return _("La búsqueda es demasiado larga. Use menos palabras.")
        if self.texto and not _WORD.search(self.texto):
            return _("Escriba al menos una palabra.")
        return ""

    @property
    def se_busca(self):
        """Whether there is a valid text to search."""
        return bool(self.texto) and not self.error

    @property
    def titulo(self):
        """The title of the page, as in bookmarks and shared links."""
        if not self.se_busca:
            return _("Buscar")
        if self.grupo:
            words = {"texto": self.texto, "grupo": Grupo(self.grupo).label}
            return _("«%(texto)s» en %(grupo)s · Buscar") % words
        return _("«%(texto)s» · Buscar") % {"texto": self.texto}

    def url(self, **changes):
        """Return the URL of the first page of the same search with ``changes`` of fields."""
        asked = replace(self, **changes)
        said = {"q": asked.texto, "grupo": asked.grupo, "en": _EVERYWHERE if asked.todas else ""}
        query = urlencode({name: value for name, value in said.items() if value})
        return f"{reverse('buscar')}?{query}" if query else reverse("buscar")
