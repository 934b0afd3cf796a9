"""What the card of a page tells, and at which address."""

from dataclasses import astuple, dataclass

from django.urls import reverse

from base.descargas import huella_de
from base.homes import portal_title
from identidad.lettering import legible

# Raised when the drawing changes: the addresses of all cards change with it.
_EDITION = 2


@dataclass(frozen=True)
class ShareCard:
    """``tipo`` and ``cuando`` say what kind of page it is and of which day; they may be empty.

    So may ``portal``, where the title is its name already. ``escudo`` and ``silueta`` are the files
    of its shield and its skyline; without them, ``letras`` and the ridges of ``clave`` are drawn.
    """

    titulo: str
    tipo: str
    cuando: str
    portal: str
    acento: str
    letras: str
    clave: str
    escudo: str
    silueta: str

    @property
    def huella(self):
        """A short hash of all that the card shows."""
        return huella_de(_EDITION, *astuple(self))

    @property
    def texto_alternativo(self):
        return " · ".join(filter(None, [self.titulo, self.portal]))


def tarjeta_de(page, datos):
    """Return the card of ``page`` in the language of the reader; it asks the database nothing.

    ``datos`` are the settings of the portal that shows it.
    """
    portal = legible(portal_title(datos))
    is_home = page.depth == datos.site.root_page.depth
    tipo, cuando = page.presentation.get_card_facts()
    return ShareCard(
        titulo=portal if is_home else legible(page.title) or portal,
        tipo=legible(str(tipo)),
        cuando=legible(str(cuando)),
        portal="" if is_home else portal,
        acento=datos.acento,
        letras=datos.letras,
        clave=datos.clave,
        escudo=datos.escudo.file.name if datos.escudo else "",
        silueta=datos.silueta.file.name if datos.silueta else "",
    )


def tarjeta_url(page, tarjeta):
    return reverse("tarjeta", args=[page.pk, tarjeta.huella])
