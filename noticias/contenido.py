"""Complete HTML of news items, to be read outside the portal, in a feed reader."""

from urllib.parse import urljoin

from bs4 import BeautifulSoup
from django.template.loader import render_to_string

from base.blocks import body_images
from base.fotos import prefetch_all
from directorio.en_cuerpos import prepare_entidades

_ADDRESSES = ("href", "src")
# Attributes that only make sense on the page itself.
_OF_THE_PAGE = ("aria-labelledby", "class", "decoding", "id", "loading", "sizes", "srcset")


def contents(noticias, request):
    """Return the HTML of each of ``noticias``, with absolute URLs: its text and corrections.

    The objects in the blocks of all items are prefetched together, in a fixed number of queries.
    """
    bodies = [list(noticia.cuerpo.raw_data) for noticia in noticias]
    cuerpos = noticias[0].cuerpo.stream_block.bulk_to_python(bodies) if noticias else []
    prefetch_all([imagen for cuerpo in cuerpos for imagen in body_images(cuerpo)])
    prepare_entidades(cuerpos, request)
    return [
        _content(noticia, cuerpo, request)
        for noticia, cuerpo in zip(noticias, cuerpos, strict=True)
    ]


def _content(noticia, cuerpo, request):
    context = {"cuerpo": cuerpo, "correcciones": noticia.correcciones_por_fecha, "es_copia": True}
    html = render_to_string("noticias/contenido.html", context, request)
    return with_whole_addresses(html, noticia.get_full_url(request))


def with_whole_addresses(html, base):
    """Return ``html`` with URLs made absolute against ``base``, without page-only attributes."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(["source", "svg"]):
        tag.decompose()
    for tag in soup.find_all(True):
        if tag.name == "picture":
            tag.unwrap()
            continue
        for name in _OF_THE_PAGE:
            tag.attrs.pop(name, None)
        for name in _ADDRESSES:
            if name in tag.attrs:
                tag[name] = urljoin(base, tag[name])
    return str(soup).strip()
