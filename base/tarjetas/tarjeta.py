"""What the card of a page tells, and at which address."""

import hashlib
import json
from dataclasses import asdict, dataclass

from django.urls import reverse

from base.portadas import portal_title

from .letras import legible

# Raised when the drawing changes: the addresses of all cards change with it.
_EDITION = 1


@dataclass(frozen=True)
class Tarjeta:
    """``tipo`` and ``cuando`` say what kind of page it is and of which day; they may be empty.

    So may ``portal``, where the title is its name already. ``escudo`` is the file of the shield.
    """

    titulo: str
    tipo: str
    cuando: str
    portal: str
    acento: str
    escudo: str

    @property
    def huella(self):
        """A short hash of all that the card shows."""
        told = json.dumps([_EDITION, asdict(self)])
        return hashlib.sha256(told.encode()).hexdigest()[:8]

    @property
    def texto_alternativo(self):
        return " · ".join(filter(None, [self.titulo, self.portal]))


def tarjeta_de(page, datos):
    """Return the card of ``page`` in the language of the reader; it asks the database nothing.

    ``datos`` are the settings of the portal to whose tree it belongs.
    """
    portal = legible(portal_title(datos))
    is_home = page.depth == datos.site.root_page.depth
    tipo, cuando = page.presentation.get_card_facts()
    return Tarjeta(
        titulo=portal if is_home else legible(page.title) or portal,
        tipo=legible(str(tipo)),
        cuando=legible(str(cuando)),
        portal="" if is_home else portal,
        acento=datos.acento,
        escudo=datos.escudo.file.name if datos.escudo else "",
    )


def tarjeta_url(page, tarjeta):
    return reverse("tarjeta", args=[page.pk, tarjeta.huella])
