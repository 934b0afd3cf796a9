"""The cards with which the search page shows its results."""

from dataclasses import dataclass
from datetime import date

from wagtail.models import Page

from base.frame import Frame
from base.links import TelephoneLink
from base.publicas import publicas
from base.search_results import Encontrado
from base.states import States
from base.tree import in_one_tree
from servidor.caches.fragments import kept_by_page

from .models import Grupo
from .resaltado import Resaltador, Trozo

_SEARCHED = 4_000
_OF_THE_INDEX = [f"ficha__{name}" for name in ("marcas", "nombres", "numeros", "raices")]


@dataclass(frozen=True)
class TarjetaDeResultado:
    """Card of one result. ``portal`` is the name of its portal if that is another one, else ""."""

    url: str
    titulo: list[Trozo]
    fragmento: list[Trozo]
    precio: str
    estado: States | None
    datos: tuple[str, ...]
    telefono: TelephoneLink | None
    portal: str
    fecha: date | None


def tarjetas(keys, palabras, request):
    """Return {key: card} of the pages with ``keys`` that are public now.

    The number of queries is constant: one for the pages, plus those of the sections that add data;
    none for what an earlier search found.
    """
    if not keys:
        return {}
    idioma = Frame.for_request(request).inicio.locale.language_code
    marker = Resaltador(palabras, idioma)
    pages = list(kept_by_page("pagina-hallada", keys, _read, shared=False).values())
    known = _ask_sections(pages, request)
    return {page.pk: _tarjeta(page, known.get(page.pk), marker, request) for page in pages}


def _read(keys):
    """Return {key: page} of the public pages with their ficha, without what the index needs."""
    pages = publicas(Page.objects.filter(pk__in=keys, ficha__isnull=False))
    pages = pages.select_related("ficha", "locale")
    found = {page.pk: page for page in pages.defer(*_OF_THE_INDEX)}
    for page in found.values():
        # Only the beginning of a long text is searched for an excerpt, to save time.
        page.ficha.texto = page.ficha.texto[:_SEARCHED]
    return found


def _ask_sections(pages, request):
    """Return {key: :class:`base.search_results.Encontrado`}, the data that sections add."""
    known = {}
    for section in Frame.for_request(request).secciones:
        known |= section.presentation.present_found(pages, request)
    return known


def _tarjeta(page, encontrado, marker, request):
    ficha = page.ficha
    encontrado = encontrado or Encontrado(page.get_url(request), datos=_kind(page))
    lines = [*ficha.resumen.splitlines(), *ficha.texto.splitlines()]
    return TarjetaDeResultado(
        url=encontrado.url,
        titulo=marker.trozos(ficha.titulo),
        fragmento=marker.fragmento(ficha.titulo, lines),
        precio=encontrado.precio,
        estado=encontrado.estado,
        datos=encontrado.datos,
        telefono=encontrado.telefono,
        portal=_portal(page, request),
        fecha=ficha.fecha,
    )


def _kind(page):
    return (str(page.page_type_display_name),) if page.ficha.grupo == Grupo.OTROS else ()


def _portal(page, request):
    """Return the name of the page's portal in a search of the provincial portal, else "".

    Also "" if the page belongs to the provincial portal itself.
    """
    frame = Frame.for_request(request)
    if not frame.es_provincial or in_one_tree(page.path, frame.inicio.path):
        return ""
    place = page.get_url_parts(request)
    names = (item.nombre for item in frame.registros if place and item.site_id == place[0])
    return next(names, "")
