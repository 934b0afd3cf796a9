"""The versions of a frame's page in the other languages of its portal."""

from operator import attrgetter

from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import get_language, get_language_info
from wagtail.models import Page

from servidor.caches.fragments import fragment

from .homes import homes_of, with_es_anterior
from .idiomas import SIN_TRADUCCION, is_original, textos_del_catalogo
from .links import LanguageLink
from .publicas import publicas


class VersionsMixin:
    """Finds the language versions of the page, and the language that the reader asked for."""

    @cached_property
    def _versiones(self):
        """The public versions, in all languages, of this page and of the section that shows it."""
        if len(self.portadas) <= 1:
            return []
        shown = [self.page, self.section] if self.section else [self.page]
        keys = [page.translation_key for page in shown]
        if keys == [self.inicio.translation_key]:
            same = homes_of(self.inicio.translation_key)
            return sorted((home for home in same if home.es_publica), key=attrgetter("path"))

        def compute():
            query = publicas(Page.objects.filter(translation_key__in=keys))
            return list(with_es_anterior(query.select_related("locale")))

        return fragment(f"idiomas-{'-'.join(map(str, keys))}", compute)

    @property
    def original(self):
        """The public Spanish version of this page, without the fields of its class, or None."""
        spanish = self.site.root_page.locale_id
        found = (item for item in self._versiones if item.locale_id == spanish)
        return next((i for i in found if i.translation_key == self.page.translation_key), None)

    @cached_property
    def idiomas(self):
        """Links to the public versions of this page, one per language; [] if there is only one."""
        if self.page is None:
            return []
        pages, sections = (
            {
                item.locale_id: item
                for item in self._versiones
                if item.translation_key == page.translation_key
            }
            for page in (self.page, self.section or self.page)
        )
        links = []
        for language, page in pages.items():
            section = sections.get(language)
            if section and page.locale.language_code in self.portadas:
                tail = self.section.presentation.get_shared_path(page) if self.section else ""
                links.append(self._link_to(page, f"{section.get_url(self.request)}{tail}"))
        return links if len(links) > 1 else []

    @property
    def en_espanol(self):
        """The address of the Spanish version, if the page has versions in several languages."""
        found = (item.url for item in self.idiomas if item.es_original)
        return next(found, None)

    @property
    def es_anterior_al_original(self):
        """Whether this page is a translation and the Spanish page has changed since."""
        if self.page is None or is_original():
            return False
        return any(item.es_anterior for item in self._versiones if item.pk == self.page.pk)

    @property
    def sin_traduccion(self):
        """A link to the language that the reader asked for in vain, and to its portada if any.

        None if that language has too few texts for the message, and if the page has been translated
        since the reader saved the address.
        """
        asked = self.request.GET.get(SIN_TRADUCCION)
        if not is_original() or asked == get_language() or asked not in dict(settings.LANGUAGES):
            return None
        if any(item.codigo == asked for item in self.idiomas):
            return None
        home = self.portadas.get(asked)
        if home is None:
            return _language_link(asked) if textos_del_catalogo(asked).bastan else None
        return self._link_to(home, home.get_url(self.request))

    def _link_to(self, page, url):
        code = page.locale.language_code
        return _language_link(code, url=url, url_completa=page.get_full_url(self.request))


def _language_link(code, *, url="", url_completa=""):
    return LanguageLink(
        codigo=code,
        nombre=get_language_info(code)["name_local"].capitalize(),
        url=url,
        url_completa=url_completa,
        actual=code == get_language(),
    )
