"""Blocks of a front page.

Most blocks show the current content of a section automatically, and nothing if there is none:
editors choose which blocks the page has and their order.
"""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from avisos.vigentes import avisos_vigentes, seccion_de_avisos
from base.blocks import (
    RICH_TEXT_FEATURES,
    ImagenElegidaBlock,
    ImagenValue,
    TextoBlock,
    body_images,
)
from base.fotos import prefetch_all
from base.frame import Frame
from base.nombres import por_clave
from base.publicas import publicas
from directorio.listing import kinds_of
from directorio.models import DirectorioIndexPage
from noticias.models import AgendaIndexPage, NoticiasIndexPage
from servidor.caches.fragments import UNTIL_ANNOUNCED, fragment
from tramites.models import TramitesIndexPage

from . import ejemplos
from .accesos import EnlacesBlock, page_keys, quick_links
from .novedades import novedades

MOST_FEATURED = 4


class SeccionBlock(blocks.StaticBlock):
    """Block that shows content of the portal automatically; it has no fields."""

    class Meta:
        preview_template = "home/bloques/vista.html"

    def get_contents(self, request, context):
        """Return the context for the template, which shows nothing without it."""
        raise NotImplementedError

    def get_example(self):
        """Return the same context with examples, for the preview in the editor."""
        raise NotImplementedError

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        if context.get("es_ejemplo"):
            return context | self.get_example()
        return context | self.get_contents(context["request"], context)

    def get_preview_context(self, value, parent_context=None):
        return super().get_preview_context(value, parent_context) | {"es_ejemplo": True}

    def render_basic(self, value, context=None):
        """Return the label, for the comparison of revisions."""
        return self.label


class NoticiasBlock(SeccionBlock):
    class Meta:
        icon = "list-ul"
        label = _("Últimas noticias")
        description = _("Las cuatro más recientes, sin las que ya están como destacadas.")
        admin_text = _("Se ven solas las noticias más recientes. No hay nada que llenar.")
        template = "home/bloques/noticias.html"

    def get_contents(self, request, context):
        section = Frame.for_request(request).seccion(NoticiasIndexPage)
        if section is None:
            return {}
        featured = {card.url for card in context["novedades"]["destacadas"]}
        cards = [card for card in context["novedades"]["noticias"] if card.url not in featured]
        return {
            "tarjetas": cards,
            "url": section.get_url(request),
            # Only if the page has no other large picture.
            "en_grande": bool(cards and cards[0].imagen_portada and not featured),
        }

    def get_example(self):
        return {"tarjetas": ejemplos.noticias(), "url": "#"}


class DestacadasBlock(blocks.StructBlock):
    noticias = blocks.ListBlock(
        blocks.PageChooserBlock(label=_("Noticia"), page_type="noticias.NoticiaPage"),
        label=_("Noticias"),
        min_num=1,
        max_num=MOST_FEATURED,
        help_text=_("La primera se ve en grande; las demás, a su lado."),
    )

    class Meta:
        icon = "thumbtack"
        label = _("Noticias destacadas")
        description = _("De una a cuatro noticias que usted elige, la primera en grande.")
        template = "home/bloques/destacadas.html"
        preview_template = "home/bloques/vista.html"

    def get_preview_context(self, value, parent_context=None):
        context = super().get_preview_context(value, parent_context)
        return context | {"novedades": {"destacadas": ejemplos.noticias()}}


class TramitesBlock(SeccionBlock):
    class Meta:
        icon = "form"
        label = _("Trámites según lo que se necesita")
        description = _(
            "Nacer y registrar, Identidad, Vivienda… con cuántos trámites hay de cada uno."
        )
        admin_text = _(
            "Se ven solos los eventos de la vida que tienen trámites. No hay nada que llenar."
        )
        template = "home/bloques/tramites.html"

    def get_contents(self, request, context):
        section = Frame.for_request(request).seccion(TramitesIndexPage)
        if section is None:
            return {}
        return {"eventos": section.events(), "url": section.get_url(request)}

    def get_example(self):
        return {"eventos": ejemplos.eventos_de_vida(), "url": "#"}


class DirectorioBlock(SeccionBlock):
    class Meta:
        icon = "site"
        label = _("Directorio")
        description = _("Los tipos de entidades. A quién llamar ya está arriba, junto al buscador.")
        admin_text = _("Se ve solo lo que hay en el directorio. No hay nada que llenar.")
        template = "home/bloques/directorio.html"

    def get_contents(self, request, context):
        section = Frame.for_request(request).seccion(DirectorioIndexPage)
        if section is None:
            return {}
        return {"tipos": kinds_of(section, request), "url": section.get_url(request)}

    def get_example(self):
        return {**ejemplos.directorio(), "url": "#"}


class AvisosBlock(SeccionBlock):
    class Meta:
        icon = "warning"
        label = _("Avisos vigentes")
        description = _("Los avisos de ahora con su resumen. Encima de cada página están siempre.")
        admin_text = _("Se ven solos los avisos vigentes; si no hay, nada. No hay nada que llenar.")
        template = "home/bloques/avisos.html"

    def get_contents(self, request, context):
        section = seccion_de_avisos(request)
        if section is None:
            return {}
        return {"avisos": avisos_vigentes(request), "url": section.get_url(request)}

    def get_example(self):
        return {"avisos": ejemplos.avisos(), "url": "#"}


class AgendaBlock(SeccionBlock):
    class Meta:
        icon = "date"
        label = _("Agenda")
        description = _("Los tres eventos más próximos.")
        admin_text = _("Se ven solos los próximos eventos. No hay nada que llenar.")
        template = "home/bloques/agenda.html"

    def get_contents(self, request, context):
        section = Frame.for_request(request).seccion(AgendaIndexPage)
        if section is None:
            return {}
        return {"eventos": context["novedades"]["agenda"], "url": section.get_url(request)}

    def get_example(self):
        return {"eventos": ejemplos.agenda(), "url": "#"}


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
        return {"portales": ejemplos.portales(), "es_provincial": True}


class CompartidasBlock(SeccionBlock):
    class Meta:
        icon = "group"
        label = _("De los municipios")
        description = _("Solo en la provincia: las noticias que comparten los municipios.")
        admin_text = _(
            "Se ven solas las noticias que comparten los municipios. No hay nada que llenar."
        )
        template = "home/bloques/compartidas.html"

    def get_contents(self, request, context):
        return {"tarjetas": context["novedades"]["compartidas"]}

    def get_example(self):
        return {"tarjetas": ejemplos.compartidas()}


class PortadaBlock(blocks.StreamBlock):
    """Body of a front page."""

    destacadas = DestacadasBlock()
    noticias = NoticiasBlock()
    tramites = TramitesBlock()
    directorio = DirectorioBlock()
    avisos = AvisosBlock()
    agenda = AgendaBlock()
    imagen_texto = ImagenTextoBlock()
    enlaces = EnlacesBlock()
    portales = PortalesBlock()
    compartidas = CompartidasBlock()

    class Meta:
        # These blocks would repeat the same content; images and links differ each time.
        block_counts = {
            "destacadas": {"max_num": 1},
            "noticias": {"max_num": 1},
            "tramites": {"max_num": 1},
            "directorio": {"max_num": 1},
            "avisos": {"max_num": 1},
            "agenda": {"max_num": 1},
            "imagen_texto": {"max_num": 4},
            "enlaces": {"max_num": 4},
            "portales": {"max_num": 1},
            "compartidas": {"max_num": 1},
        }


def portada_inicial(*, es_provincial=False):
    """Return the initial blocks of a new portal's front page."""
    of_all = ["noticias", "agenda"]
    of_province = ["portales", "compartidas"] if es_provincial else []
    return [(name, None) for name in (*of_all, *of_province)]


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
