"""Models shared by every section: pages, rows, lists, media, settings of a portal."""

from .filas import Fila
from .listas import ListaProvincial
from .llanos import ConTextoLlano, TextoLlanoQuerySet
from .media import PortalDocument, PortalImage, PortalRendition
from .pages import BasePage, IndexPage, PermissionTester, Retenible, SubpagesMixin
from .portal import PortalSettings
from .textos import TextoDelPortal

__all__ = [
    "BasePage",
    "ConTextoLlano",
    "Fila",
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
