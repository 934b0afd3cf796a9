"""Checks where old addresses lead here, by asking the application and not the network."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup
from django.conf import settings
from django.core.files.storage import default_storage
from django.http import QueryDict
from wagtail.models import Page

from aislamiento.redirect_targets import is_private
from base.homes import is_of_ours, portal_records
from base.portales import portal_for_host
from base.sections import presentation_of
from servidor.por_dentro import follow

from .conocidos import posibles
from .formas import Pedida, read_address
from .listas import same_title
from .models import LISTAS, Clase
from .rutas import normalize

_FOUND, _OURS = 200, 500


class Resultado(StrEnum):
    LLEGA = "llega"
    LLEGA_A_SU_LISTA = "llega a su lista"
    OTRO_TITULO = "llega a otro título"
    A_UNA_LISTA = "lleva a una lista"
    PORTADA = "lleva a la portada"
    NO_ESTA = "no está"
    RESERVADA = "es reservada"
    SALE = "sale a otro sitio"
    SIN_FIN = "da vueltas sin fin"
    FALLA = "el portal falla"


# A list may lead to a list; a page that leads to a list has lost its content.
LLEGAN = (Resultado.LLEGA, Resultado.LLEGA_A_SU_LISTA)


@dataclass(frozen=True)
class Mirada:
    """Result for one address; ``titulo`` is of the page it leads to, "" if that is no page."""

    direccion: str
    resultado: Resultado
    estado: int
    final: str
    saltos: int
    esperado: str
    titulo: str


def look_at(vieja, site):
    """Follow a :class:`listas.Vieja` in the portal of ``site``; return the :class:`Mirada`."""
    camino = follow(f"{site.root_url}{vieja.direccion}", is_of_ours)
    titles, antes = _titles(camino.html), _Antes.of(vieja, site)
    return Mirada(
        direccion=vieja.direccion,
        resultado=_result(antes, camino, titles, site),
        estado=camino.estado,
        final=camino.final.removeprefix(site.root_url) or "/",
        saltos=camino.saltos,
        esperado=antes.titulo,
        titulo=titles[0] if titles else "",
    )


@dataclass(frozen=True)
class _Antes:
    """Page that was at an old address: its title, "" if unknown, and whether it was a list."""

    pedida: Pedida
    titulo: str
    era_lista: bool

    @classmethod
    def of(cls, vieja, site):
        parts = urlsplit(vieja.direccion)
        pedida = read_address(parts.path, QueryDict(parts.query))
        exact, *others = posibles(pedida, site)
        thing = next(chain(exact, *others), None)
        page = thing and thing.page
        return cls(
            pedida=pedida,
            titulo=vieja.titulo or (page.title if page and thing.clase not in LISTAS else ""),
            era_lista=_was_list(thing, thing in exact) if thing else pedida.es_lista,
        )

    @property
    def era_portada(self):
        return self.pedida.propia == "/" and not self.pedida.feed


def _was_list(thing, is_exact):
    # An address below a list of contacts is of one contact.
    return thing.clase in LISTAS and (is_exact or thing.clase != Clase.CONTACTOS)


def _result(antes, camino, titles, site):
    if camino.sale:
        return Resultado.SALE
    if camino.no_termina:
        return Resultado.SIN_FIN
    if camino.estado >= _OURS:
        return Resultado.FALLA
    if camino.estado != _FOUND:
        return Resultado.LLEGA if _is_given_by_the_server(camino) else Resultado.NO_ESTA
    if is_private(camino.final):
        return Resultado.RESERVADA
    if urlsplit(camino.final).path == "/":
        return Resultado.LLEGA if antes.era_portada else Resultado.PORTADA
    return _result_of_page(antes, camino, titles, site)


def _result_of_page(antes, camino, titles, site):
    # Feeds and documents have no title to compare.
    is_same = bool(antes.titulo and titles) and same_title(antes.titulo, *titles)
    if _lists(camino.final, site) and titles:
        if antes.era_lista:
            return Resultado.LLEGA_A_SU_LISTA
        is_own = not camino.saltos or normalize(camino.final) == antes.pedida.propia
        return Resultado.LLEGA if is_same or is_own else Resultado.A_UNA_LISTA
    if antes.titulo and titles and not is_same:
        return Resultado.OTRO_TITULO
    return Resultado.LLEGA


def _lists(url, site):
    """Whether ``url`` is of a section of ``site`` that lists its pages, or of a part of one."""
    path = urlsplit(url).path
    ways = []
    for home in site.root_page.get_translations(inclusive=True):
        _site, _root, own = home.get_url_parts()
        if path.startswith(own):
            names = path.removeprefix(own).strip("/").split("/")
            ways += [
                f"{home.url_path}{'/'.join(names[:count])}/" for count in range(1, len(names) + 1)
            ]
    page = Page.objects.filter(url_path__in=ways).order_by("-depth").first()
    return page is not None and presentation_of(page.specific_class).lists_its_pages


def _is_given_by_the_server(camino):
    """Whether it leads to an existing media file, which the web server serves by itself."""
    path, folder = urlsplit(camino.final).path, urlsplit(settings.MEDIA_URL).path
    if not camino.saltos or not path.startswith(folder):
        return False
    return default_storage.exists(unquote(path.removeprefix(folder)))


def _titles(html):
    """Return the heading and the title of a page, as far as it has them."""
    if not html:
        return []
    page = BeautifulSoup(html, "html.parser")
    found = (page.h1, page.title)
    return [" ".join(item.get_text(" ").split()) for item in found if item]


def site_of(vieja, chosen):
    """Return the site to check ``vieja`` in: ``chosen``, else that of its host; None if unknown."""
    if chosen is not None:
        return chosen
    records = portal_records()
    for record in records:
        if record.site.hostname == vieja.host:
            return record.site
    portal = portal_for_host(vieja.host) if vieja.host else None
    slug = portal and portal.slug
    return next((record.site for record in records if record.slug == slug), None)
