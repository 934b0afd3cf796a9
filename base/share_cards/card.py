"""The texts of a page's share card, and its address."""

from dataclasses import astuple, dataclass

from django.urls import reverse

from base.homes import portal_title
from identidad.lettering import legible
from servidor.responses import huella_de

# Raise this number when the drawing changes: the addresses of all cards change too.
_EDITION = 2


@dataclass(frozen=True)
class ShareCard:
    """``tipo`` and ``cuando`` are the kind of page and its date; each may be "".

    ``portal`` is "" if the title is the portal's name. ``escudo`` and ``silueta`` are file names of
    images; without them the card shows ``iniciales`` and the ridges that ``clave`` generates.
    """

    titulo: str
    tipo: str
    cuando: str
    portal: str
    acento: str
    iniciales: str
    clave: str
    escudo: str
    silueta: str

    @property
    def huella(self):
        """A short hash of everything that the card shows."""
        return huella_de(_EDITION, *astuple(self))

    @property
    def texto_alternativo(self):
        return " · ".join(filter(None, [self.titulo, self.portal]))


def tarjeta_de(page, datos):
    """Return the card of ``page`` in the active language, without a query.

    ``datos`` are the settings of the portal that shows the page.
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
        iniciales=datos.iniciales,
        clave=datos.clave,
        escudo=datos.escudo.file.name if datos.escudo else "",
        silueta=datos.silueta.file.name if datos.silueta else "",
    )


def tarjeta_url(page, tarjeta):
    return reverse("tarjeta", args=[page.pk, tarjeta.huella])
