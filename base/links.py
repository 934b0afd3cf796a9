"""What the frame of a page leads to: pages, portals, languages, telephones, feeds."""

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
        """Whether its address narrows a list by two things or more, which robots are to leave."""
        return len(parse_qsl(urlsplit(self.url or "").query)) > 1


@dataclass(frozen=True)
class PortalLink:
    """``idioma`` is the language of the front page where it is not the reader's."""

    nombre: str
    url: str
    sede: str
    acento: str
    es_provincial: bool
    actual: bool
    idioma: str = ""


@dataclass(frozen=True)
class LanguageLink:
    """``url`` is empty for a language in which there is nothing to lead to."""

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
    etiqueta: str
    numero: str
    enlace: str


@dataclass(frozen=True)
class Feed:
    """``etiqueta`` is the name of its link at the foot of pages; empty for machines alone."""

    titulo: str
    url: str
    tipo: str
    etiqueta: str = ""
