"""Blocks of a front page.

Most blocks show the current content of a section automatically, and nothing if there is none:
editors choose which blocks the page has and their order.
"""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from base.blocks import (
    RICH_TEXT_FEATURES,
    ImagenElegidaBlock,
    ImagenValue,
    TextoBlock,
    body_images,
)
from base.fotos import prefetch_all
from base.frame import Frame
from base.links import PortalLink
from base.nombres import por_clave
from base.publicas import publicas
from inicios.bloques import SeccionBlock
from inicios.declaracion import NewPortal, in_order
from noticias.novedades import novedades
from servidor.caches.fragments import UNTIL_ANNOUNCED, fragment

from .accesos import page_keys, quick_links

_EXAMPLES = [("Contramaestre", "mar"), ("Guamá", "sierra"), ("Mella", "cana")]


class ImagenTextoBlock(blocks.StructBlock):
    titulo = blocks.CharBlock(label=_("Título"), required=False, max_length=120)
    imagen = ImagenElegidaBlock(label=_("Imagen"))
    texto = TextoBlock(label=_("Texto"), features=RICH_TEXT_FEATURES)

    class Meta:
        icon = "image"
        label = _("Imagen con texto")
        description = _("Una imagen y, a su lado, unas líneas con sus enlaces.")
        value_class = ImagenValue
        template = "home/bloques/imagen_texto.html"
        preview_template = "home/bloques/imagen_texto_vista.html"


class PortalesBlock(SeccionBlock):
    class Meta:
        icon = "globe"
        label = _("Los otros portales")
        description = _("En la provincia, los municipios; en un municipio, los demás portales.")
        admin_text = _("Se ven solos los demás portales. No hay nada que llenar.")
        template = "home/bloques/portales.html"
        preview_template = "home/bloques/portales_vista.html"

    def get_contents(self, request, context):
        frame = Frame.for_request(request)
        return {
            "portales": [portal for portal in frame.portales if not portal.actual],
            "son_muchos": frame.son_muchos,
            "es_provincial": frame.es_provincial,
            "url": frame.portales_url,
        }

    def get_example(self):
        return {"portales": _example_portals(), "es_provincial": True}


class PortadaBlock(blocks.StreamBlock):
    """Body of a front page, made of the blocks that the sections declare.

    Create it only after all models are loaded (see ``base.sections.sections``): a field that gets
    the class does so when it is first used.
    """

    def __init__(self, **kwargs):
        declared = in_order("front_blocks")
        super().__init__(
            [(block.name, block.block()) for block in declared],
            # A second block of most kinds would repeat the same content.
            block_counts={block.name: {"max_num": block.most} for block in declared},
            **kwargs,
        )


def portada_inicial(*, es_provincial=False):
    """Return the initial blocks of a new portal's front page."""
    new = [NewPortal.EVERY, *([NewPortal.PROVINCE] if es_provincial else [])]
    return [(block.name, None) for block in in_order("front_blocks") if block.new in new]


def chosen(home, request):
    """Return the blocks and quick links of ``home`` with their public content, as a context.

    One query fetches all linked pages, one the links within texts and one all pictures; each block
    finds its part in the page's context.
    """
    lists = [item for item in home.bloques.raw_data if item["type"] == "enlaces"]
    keys = page_keys(home.accesos, lists)
    pages = _pages(home, keys)
    pictures = [item.value for item in home.bloques.blocks_by_name("imagen_texto")]
    # Caches the pages linked from all texts, for when each text is rendered.
    expand_db_html("".join(value["texto"].source for value in pictures))
    images = [*(value["imagen"] for value in pictures), *body_images(home.cuerpo)]
    news = novedades(home, request, images)
    # If the news came from the cache, these pictures were not prefetched with them.
    prefetch_all(images)
    return {
        "accesos": quick_links(home.accesos, pages, request),
        "bloques": list(_bound(home.bloques)),
        "paginas_publicas": pages,
        "novedades": news,
    }


def _pages(home, keys):
    """Return {key: public page} in the language of ``home``."""

    def compute():
        return por_clave(publicas(Page.objects.all()), keys, home.locale.language_code)

    name = "-".join(map(str, sorted(keys)))
    return fragment(f"elegidas-{home.locale_id}-{name}", compute, UNTIL_ANNOUNCED)


def _bound(bloques):
    """Yield ``bloques`` ready to render, with page keys instead of page objects.

    The context already holds the pages that may be shown; fetching them again would take a query
    for each kind of block.
    """
    for index, item in enumerate(bloques.raw_data):
        block, value = bloques.stream_block.child_blocks[item["type"]], item["value"]
        match item["type"]:
            case "enlaces":
                links = [link["value"] for link in value["enlaces"]]
                yield block.bind({"titulo": value["titulo"], "enlaces": links})
            case "destacadas":
                yield block.bind(None)
            case _:
                yield bloques[index]


def _example_portals():
    return [
        PortalLink(name, "#", sede=name, acento=acento, es_provincial=False, actual=False)
        for name, acento in _EXAMPLES
    ]
