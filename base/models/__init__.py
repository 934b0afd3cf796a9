"""Models shared by all sections: pages, rows, lists, images, documents and settings of a portal."""

from .filas import FilaDePagina
from .listas import ListaProvincial
from .media import PortalDocument, PortalImage, PortalRendition
from .pages import BasePage, IndexPage, PermissionTester, Retenible, SubpagesMixin
from .plain_text import ConTextoLlano, TextoLlanoQuerySet
from .portal import PortalSettings
from .textos import TextoDelPortal

__all__ = [
    "BasePage",
    "ConTextoLlano",
    "FilaDePagina",
    "IndexPage",
    "ListaProvincial",
    "PermissionTester",
    "PortalDocument",
    "PortalImage",
    "PortalRendition",
    "PortalSettings",
    "Retenible",
    "SubpagesMixin",
    "TextoDelPortal",
    "TextoLlanoQuerySet",
]
