"""Cards of news items in lists."""

from dataclasses import dataclass
from datetime import date

from base.fotos import prepare
from base.models import PortalImage


@dataclass(frozen=True)
class NoticiaCard:
    """Card of one news item; ``portal`` is the name of its portal in lists of several portals."""

    title: str
    url: str
    resumen: str
    fecha: date
    imagen_portada: PortalImage | None
    categoria: str | None
    portal: str | None = None


def noticia_cards(noticias, request, *, portal_names=None):
    """Return the cards of ``noticias``; ``portal_names`` maps a site's pk to its name."""
    cards = []
    for noticia in noticias:
        parts = noticia.get_url_parts(request)
        if parts is None:
            continue  # below a page that belongs to no portal
        cards.append(
            NoticiaCard(
                title=noticia.title,
                url=noticia.get_url(request),
                resumen=noticia.resumen,
                fecha=noticia.fecha,
                imagen_portada=prepare(noticia.imagen_portada),
                categoria=noticia.nombre_de_categoria,
                portal=portal_names.get(parts[0]) if portal_names else None,
            )
        )
    return cards
