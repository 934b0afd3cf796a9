"""The frame of every page: its portal, menu, breadcrumbs and the links to other portals.

Each value is computed when a template first uses it, once a request. A response from the page cache
costs nothing, and a simple page only what it shows.
"""

from urllib.parse import urljoin, urlsplit

from django.http.request import split_domain_port
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from identidad.iconos import APPLE, PESTANA
from servidor.caches.fragments import UNTIL_ANNOUNCED, fragment

from .emblemas import draw_skyline, embedded, icono_url, silueta_url
from .fotos import shield
from .homes import (
    homes_of,
    portal_records,
    portal_title,
    record_at,
    record_of,
    translated_home,
)
from .idiomas import ESPANOL, html_lang, is_original
from .links import Link, PortalLink, SectionLink, TelephoneLink
from .publicas import publicas
from .telefonos import enlace_telefono
from .textos_del_portal import HORARIO, en_idioma
from .versions import VersionsMixin

MENU_LENGTH = 7  # «Inicio» included
# With more portals than this, the foot of pages links to a page that lists them.
_FEW_PORTALES = 24
_LONGEST_ENGINE = 16


def site_for(request):
    """Return the site as Wagtail finds it, without a query if only one portal has the host."""
    found = record_at(split_domain_port(request.get_host())[0])
    if found is not None:
        request._wagtail_site = found.site  # Wagtail's own cache of the site
    return Site.find_for_request(request)


class Frame(VersionsMixin):
    """The frame of the portal at the host of ``request``."""

    def __init__(self, request):
        self.request = request
        self.site = site_for(request)
        self.page = None
        # If ``page`` belongs to another portal: the page of this portal below which it is shown.
        self.section = None

    @classmethod
    def for_request(cls, request, page=None):
        """Return the only frame of this request; ``page`` is the page that is being rendered."""
        frame = getattr(request, "_frame", None)
        if frame is None:
            frame = request._frame = cls(request)
        if page is not None and getattr(page, "pk", None):
            frame.page = page
        return frame

    @cached_property
    def registros(self):
        return portal_records()

    @cached_property
    def abiertos(self):
        """The settings of the portals to link to: those that are open, and this one."""
        return [item for item in self.registros if item.esta_abierto or item == self.datos]

    @cached_property
    def datos(self):
        """The settings of this portal, in their preview the unsaved ones; None on other hosts."""
        return self._datos_en_prueba or (self.site and record_of(self.site.pk))

    @property
    def _datos_en_prueba(self):
        return getattr(self.request, "datos_en_prueba", None)

    @property
    def clave(self):
        """The cache key of this portal for parts of pages; "" in a preview: nothing is cached."""
        return "" if self._datos_en_prueba else self.site.pk

    @property
    def nombre(self):
        return self.datos.nombre

    @property
    def titulo(self):
        return portal_title(self.datos)

    @property
    def es_provincial(self):
        return self.datos.es_provincial

    @property
    def acento(self):
        return self.datos.acento

    @property
    def correo(self):
        return self.datos.correo

    @property
    def direccion(self):
        return self.datos.direccion

    @property
    def horario(self):
        return en_idioma(self.datos, HORARIO, self.datos.horario)

    @property
    def redes(self):
        return [block.value for block in self.datos.redes]

    @property
    def telefonos(self):
        return [
            TelephoneLink(
                en_idioma(self.datos, block.id, block.value["etiqueta"]),
                block.value["numero"],
                enlace_telefono(block.value["numero"]),
            )
            for block in self.datos.telefonos
        ]

    @cached_property
    def escudo(self):
        return self.datos.escudo and shield(self.datos.escudo)

    @property
    def silueta_url(self):
        """The address of the skyline image above the menu; "" if the portal has only ridges."""
        if self._datos_en_prueba and self.datos.silueta:
            return embedded(draw_skyline(self.datos))  # the public address refuses an unsaved image
        return silueta_url(self.datos)

    @property
    def icono_url(self):
        return icono_url(self.datos, PESTANA)

    @property
    def icono_apple_url(self):
        return icono_url(self.datos, APPLE)

    @property
    def lang(self):
        return html_lang(get_language())

    @property
    def og_locale(self):
        """The language in the format of Open Graph: «es_CU»."""
        return self.lang.replace("-", "_")

    @cached_property
    def portadas(self):
        """{language code: public portada} of this portal, for the languages that it offers."""
        key = self.site.root_page.translation_key
        return {
            home.locale.language_code: home
            for home in homes_of(key)
            if home.es_publica and self.datos.ofrece(home.locale.language_code)
        }

    @cached_property
    def inicio(self):
        """The portada in the language of the request, or else the Spanish portada."""
        root = self.site.root_page
        return root if is_original() else self.portadas.get(get_language(), root)

    @property
    def is_translated(self):
        """Whether the reader's language is not Spanish and this portal has a portada in it."""
        return self.inicio.locale_id != self.site.root_page.locale_id

    @cached_property
    def inicio_url(self):
        return self.inicio.get_url(self.request)

    def absolute(self, url):
        """Return the full address of ``url`` on this portal's canonical host."""
        return urljoin(self.site.root_url, url)

    @property
    def pagina_url(self):
        """The address of this page in this portal, also if the page belongs to another one."""
        if self.section is not None:
            return self.section.presentation.get_shared_url(self.page, self.request)
        return self.page and self.page.get_url(self.request)

    @property
    def pagina_url_completa(self):
        """``pagina_url`` with the portal's host, for sharing; "" if the page has no address."""
        return self.absolute(self.pagina_url) if self.pagina_url else ""

    @property
    def pide_opinion(self):
        """Whether to ask readers if the page was useful: not on addresses below the page."""
        if self.page is None or not self.page.presentation.asks_opinion:
            return False
        return self.request.path == urlsplit(self.pagina_url or "").path

    @property
    def direccion_actual(self):
        """The full address of the request, which is printed on paper."""
        return self.absolute(self.request.path)

    @property
    def search_url(self):
        return reverse("buscar")

    @property
    def nombre_de_buscador(self):
        """The name of this portal's search in browsers; OpenSearch allows 16 characters.

        The province is «Provincia»: the municipality of its capital has the same name, and browsers
        refuse a second engine with it.
        """
        name = _("Provincia") if self.es_provincial else self.nombre
        return name[:_LONGEST_ENGINE].strip()

    @property
    def mapa_url(self):
        return reverse("mapa")

    @cached_property
    def secciones(self):
        """The public pages directly below the portada, in their own class with deferred fields."""
        return [page for page in self._secciones if page.locale_id == self.inicio.locale_id]

    @cached_property
    def _secciones(self):
        """``secciones`` plus those below the Spanish portada, which show untranslated pages."""
        return fragment(f"secciones-de-{self.inicio.pk}", self._read_secciones, UNTIL_ANNOUNCED)

    def _read_secciones(self):
        pages = Page.objects.child_of(self.site.root_page) | Page.objects.child_of(self.inicio)
        return [page.specific_deferred for page in publicas(pages).order_by("path")]

    def seccion(self, model):
        """Return the public section page of the class ``model``, or None."""
        return next((page for page in self.secciones if isinstance(page, model)), None)

    def seccion_original(self, model):
        """Return the public Spanish section page of the class ``model``, or None."""
        spanish = self.site.root_page.locale_id
        found = (page for page in self._secciones if page.locale_id == spanish)
        return next((page for page in found if isinstance(page, model)), None)

    @cached_property
    def enlaces_de_secciones(self):
        def compute():
            return [
                SectionLink(it.title, it.get_url(self.request), False, it.path, it.show_in_menus)
                for it in self.secciones
            ]

        return fragment(f"enlaces-de-{self.inicio.pk}", compute, shared=False)

    @cached_property
    def menu(self):
        here = getattr(self.section or self.page, "path", "")
        shown = [it for it in self.enlaces_de_secciones if it.en_menu][: MENU_LENGTH - 1]
        return [
            Link(_("Inicio"), self.inicio_url, actual=here == self.inicio.path),
            *(Link(it.titulo, it.url, actual=here.startswith(it.path)) for it in shown),
        ]

    @property
    def enlaces_pie(self):
        """Links to the sections that are not in the menu: every public section needs a link."""
        in_menu = {link.url for link in self.menu}
        return [link for link in self.enlaces_de_secciones if link.url not in in_menu]

    @cached_property
    def migas(self):
        if self.page is None or self.page.depth <= self.inicio.depth:
            return []
        return [
            Link(_("Inicio"), self.inicio_url),
            *(Link(page.title, page.get_url(self.request)) for page in self.ancestors()),
            Link(self.page.title, None, actual=True),
        ]

    def ancestors(self):
        """Return the public pages between the portada and this page."""
        if self.section is not None:
            return [self.section]
        sections = [page for page in self.secciones if self.page.path.startswith(page.path)]
        levels = self.page.depth - self.inicio.depth - 1
        if levels <= 1:
            return sections if levels else []
        key, depth = f"encima-{self.page.path[: -self.page.steplen]}", self.inicio.depth
        return fragment(
            key, lambda: list(publicas(self.page.get_ancestors()).filter(depth__gt=depth))
        )

    @cached_property
    def portales(self):
        """Links to the portals of the installation: the province first, then by name.

        Each leads to the portada in the language of the reader, if that portal has one.
        """
        links = [self._portal_link(record) for record in self.abiertos]
        return sorted(links, key=lambda link: not link.es_provincial)

    def _portal_link(self, record):
        home = translated_home(record)
        is_readers = home is not None or is_original()
        return PortalLink(
            nombre=_("Provincia") if record.es_provincial else record.nombre,
            url=home.get_full_url(self.request) if home else f"{record.site.root_url}/",
            sede=record.sede,
            acento=record.acento,
            es_provincial=record.es_provincial,
            actual=record.site_id == self.site.pk,
            idioma="" if is_readers else ESPANOL,
        )

    @property
    def son_muchos(self):
        """Whether there are too many portals to list all of them on every page."""
        return len(self.abiertos) > _FEW_PORTALES

    @property
    def portales_url(self):
        return reverse("portales")

    @property
    def municipios(self):
        return [portal for portal in self.portales if not portal.es_provincial]

    @cached_property
    def feeds(self):
        """The feeds of all sections of this portal."""
        feeds = (page.presentation.get_feeds(self.request) for page in self.secciones)
        return [feed for section in feeds for feed in section]
