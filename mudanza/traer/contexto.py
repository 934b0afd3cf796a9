"""Context of a mudanza: its portal, where pieces go, and what was taken over before."""

from dataclasses import replace
from functools import cached_property

from django.conf import settings
from wagtail.models import Locale, Page

from base.models import PortalSettings
from base.portales import portales
from base.texto import xml_text
from directorio.models import DirectorioIndexPage
from home.models import HomePage, StandardPage
from mudanza.models import Anterior, Destino, Sistema
from noticias.models import NoticiaPage, NoticiasIndexPage


class Contexto:
    """One older portal, our portal that takes it over, and the user in whose name this happens."""

    def __init__(self, mudanza, fuente):
        self.mudanza, self.fuente = mudanza, fuente
        self.site, self.user = mudanza.site, mudanza.usuario

    @cached_property
    def portal(self):
        return PortalSettings.objects.select_related("coleccion").get(site=self.site)

    @cached_property
    def hosts(self):
        """Host names of the older portal in links to itself, without «www.»."""
        own = [portal.hosts for portal in portales() if portal.slug == self.portal.slug]
        named = [self.mudanza.direccion, self.site.hostname, *(own[0] if own else ())]
        return frozenset(host.lower().removeprefix("www.") for host in named if host)

    @cached_property
    def home(self):
        return HomePage.objects.get(pk=self.site.root_page_id)

    @cached_property
    def noticias(self):
        """The news section of the portal, or None."""
        return NoticiasIndexPage.objects.child_of(self.home).first()

    @cached_property
    def directorio(self):
        return DirectorioIndexPage.objects.child_of(self.home).first()

    @cached_property
    def destinos(self):
        rows = self.mudanza.destinos.select_related("categoria", "pagina")
        return {destino.clave: destino for destino in rows}

    @cached_property
    def locales(self):
        """{code: Locale} of the languages that the portal offers besides Spanish."""
        found = Locale.objects.exclude(language_code=settings.LANGUAGE_CODE)
        return {row.language_code: row for row in found if self.portal.ofrece(row.language_code)}

    def piezas(self):
        """Yield the pieces of the source, without characters that our databases refuse."""
        return map(_without_signs, self.fuente.piezas())

    def categorias(self):
        """Return the categories of the source, cleaned in the same way."""
        return [_without_signs(categoria) for categoria in self.fuente.categorias()]

    def listas(self):
        return [_without_signs(lista) for lista in self.fuente.listas()]

    def idioma_de(self, pieza):
        """Return the language code of a piece; "" for the main language of the older portal.

        Many pieces name a wrong language, such as that of the template: so the language that more
        than half of the pieces name counts as the main one, whatever it is.
        """
        code = code_of(pieza)
        return "" if code in ("", self.mudanza.vista.get("idioma", "")) else code

    def base_de(self, pieza):
        """Return the path to which links in a piece are relative: «/» except for saved pages."""
        is_page = self.mudanza.sistema == Sistema.CARPETA and pieza.rutas
        return pieza.rutas[0] if is_page else "/"

    def destino_de(self, pieza):
        return self.destinos.get(pieza.categoria) or self.destinos.get("")

    def model_of(self, destino):
        return NoticiaPage if destino.adonde == Destino.Adonde.NOTICIAS else StandardPage

    def parent_of(self, destino):
        """Return the Spanish page below which the pieces go, or None if there is none."""
        if destino.adonde == Destino.Adonde.NOTICIAS:
            return self.noticias
        return destino.pagina or self.home

    def of_older(self, clase):
        """Return the rows of one kind of this older portal, as a query set."""
        return Anterior.objects.filter(site=self.site, sistema=self.mudanza.sistema, clase=clase)

    def anterior_of(self, clase, clave):
        """Return the row of one thing of the older portal, or a new unsaved row."""
        known = self.of_older(clase).filter(clave=clave).first()
        return known or Anterior(
            site=self.site, sistema=self.mudanza.sistema, clase=clase, clave=clave
        )


def _without_signs(thing):
    """Return ``thing``, from a source, without the characters that XML forbids."""
    texts = {}
    for name, value in vars(thing).items():
        if isinstance(value, str):
            texts[name] = xml_text(value)
        elif isinstance(value, tuple):
            texts[name] = tuple(map(xml_text, value))
    return replace(thing, **texts)


def code_of(pieza):
    """Return the language code that a piece names; "" for Spanish and for all languages."""
    code = pieza.idioma.replace("_", "-").partition("-")[0].lower()
    return "" if code in ("*", settings.LANGUAGE_CODE) else code


def pages_to_hang_from(site):
    """Return the Spanish pages of a portal that may be parents of páginas informativas."""
    kinds = [HomePage, *StandardPage.allowed_parent_page_models()]
    below = Page.objects.descendant_of(site.root_page, inclusive=True).type(*kinds)
    return below.filter(locale=site.root_page.locale_id).order_by("path")
