"""What one run of a move knows of its portal: where things go, and what was taken over before."""

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
    """One older portal on its way into one of ours, in the name of one person."""

    def __init__(self, mudanza, fuente):
        self.mudanza, self.fuente = mudanza, fuente
        self.site, self.user = mudanza.site, mudanza.usuario

    @cached_property
    def portal(self):
        return PortalSettings.objects.select_related("coleccion").get(site=self.site)

    @cached_property
    def hosts(self):
        """The names under which the older portal is known in links to itself, without «www.»."""
        own = [portal.hosts for portal in portales() if portal.slug == self.portal.slug]
        named = [self.mudanza.direccion, self.site.hostname, *(own[0] if own else ())]
        return frozenset(host.lower().removeprefix("www.") for host in named if host)

    @cached_property
    def home(self):
        return HomePage.objects.get(pk=self.site.root_page_id)

    @cached_property
    def noticias(self):
        """The section of news of the portal, or None."""
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
        """{code: language} of those that the portal shows beside Spanish."""
        found = Locale.objects.exclude(language_code=settings.LANGUAGE_CODE)
        return {row.language_code: row for row in found if self.portal.ofrece(row.language_code)}

    def piezas(self):
        """Yield those of the source, without what no database of ours keeps."""
        return map(_without_signs, self.fuente.piezas())

    def categorias(self):
        """Return those of the source, in the same way."""
        return [_without_signs(categoria) for categoria in self.fuente.categorias()]

    def listas(self):
        return [_without_signs(lista) for lista in self.fuente.listas()]

    def idioma_de(self, pieza):
        """Return the code of the language of a piece, empty for that of the older portal itself.

        Many say a wrong one, such as that of the template: what most of them say is the language
        of the portal, whatever it is called.
        """
        code = code_of(pieza)
        return "" if code in ("", self.mudanza.vista.get("idioma", "")) else code

    def base_de(self, pieza):
        """Return the path from which what stands in a piece is linked; Joomla says it of all."""
        is_page = self.mudanza.sistema == Sistema.CARPETA and pieza.rutas
        return pieza.rutas[0] if is_page else "/"

    def destino_de(self, pieza):
        return self.destinos.get(pieza.categoria) or self.destinos.get("")

    def model_of(self, destino):
        return NoticiaPage if destino.adonde == Destino.Adonde.NOTICIAS else StandardPage

    def parent_of(self, destino):
        """Return the Spanish page below which pieces go, or None where there is none."""
        if destino.adonde == Destino.Adonde.NOTICIAS:
            return self.noticias
        return destino.pagina or self.home

    def of_older(self, clase):
        """What was taken over from this older portal, of one kind."""
        return Anterior.objects.filter(site=self.site, sistema=self.mudanza.sistema, clase=clase)

    def anterior_of(self, clase, clave):
        """Return what is known of one thing of the older portal, or a new row for it."""
        known = self.of_older(clase).filter(clave=clave).first()
        return known or Anterior(
            site=self.site, sistema=self.mudanza.sistema, clase=clase, clave=clave
        )


def _without_signs(thing):
    """Return what a source gave without the signs that no XML document can hold."""
    texts = {}
    for name, value in vars(thing).items():
        if isinstance(value, str):
            texts[name] = xml_text(value)
        elif isinstance(value, tuple):
            texts[name] = tuple(map(xml_text, value))
    return replace(thing, **texts)


def code_of(pieza):
    """Return the code of the language that a piece says, empty for Spanish and for all."""
    code = pieza.idioma.replace("_", "-").partition("-")[0].lower()
    return "" if code in ("*", settings.LANGUAGE_CODE) else code


def pages_to_hang_from(site):
    """The pages of a portal below which informative pages may be put, in Spanish."""
    kinds = [HomePage, *StandardPage.allowed_parent_page_models()]
    below = Page.objects.descendant_of(site.root_page, inclusive=True).type(*kinds)
    return below.filter(locale=site.root_page.locale_id).order_by("path")
