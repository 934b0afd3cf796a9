"""Models shared by every section: pages, rows, lists, media, settings of a portal, moderation."""

from .filas import Fila
from .latido import Latido
from .listas import ListaProvincial
from .llanos import ConTextoLlano, TextoLlanoQuerySet
from .media import PortalDocument, PortalImage, PortalRendition
from .moderacion import ModeracionTask
from .pages import BasePage, Retenible
from .portal import PortalSettings
from .textos import TextoDelPortal
from .traduccion import CambioDelOriginal

__all__ = [
    "BasePage",
    "CambioDelOriginal",
    "ConTextoLlano",
    "Fila",
    "Latido",
    "ListaProvincial",
    "ModeracionTask",
    "PortalDocument",
    "PortalImage",
    "PortalRendition",
    "PortalSettings",
    "Retenible",
    "TextoDelPortal",
    "TextoLlanoQuerySet",
]
