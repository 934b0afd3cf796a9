"""The links in the frame of a page: pages, portals, languages, telephones, feeds."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from django.conf import settings

from .idiomas import html_lang


@dataclass(frozen=True)
class Link:
    titulo: str
    url: str | None
    actual: bool = False

    @property
    def combina(self):
        """Whether the address has two or more parameters; robots should not follow such links."""
        return len(parse_qsl(urlsplit(self.url or "").query)) > 1


@dataclass(frozen=True)
class SectionLink(Link):
    path: str = ""  # of its page in the tree
    en_menu: bool = False


@dataclass(frozen=True)
class PortalLink:
    """``idioma`` is the language of the linked portada, if it is not that of the reader."""

    nombre: str
    url: str
    sede: str
    acento: str
    es_provincial: bool
    actual: bool
    idioma: str = ""


@dataclass(frozen=True)
class LanguageLink:
    """``url`` is empty if there is no page to link to in that language."""

    codigo: str
    nombre: str
    url: str
    url_completa: str
    actual: bool

    @property
    def lang(self):
        return html_lang(self.codigo)

    @property
    def es_original(self):
        return self.codigo == settings.LANGUAGE_CODE


@dataclass(frozen=True)
class TelephoneLink:
    """``detalle`` says what the number is for, or that it is closed, while its office is closed."""

    etiqueta: str
    numero: str
    enlace: str
    detalle: str = ""


@dataclass(frozen=True)
class Feed:
    """``etiqueta`` is the text of its link at the foot of pages; empty: only for programs."""

    titulo: str
    url: str
    tipo: str
    etiqueta: str = ""
