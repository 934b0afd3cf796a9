"""Models shared by every section: pages, lists, media, settings of a portal, moderation."""

from .listas import ListaProvincial
from .media import PortalDocument, PortalImage, PortalRendition
from .moderacion import ModeracionTask
from .pages import BasePage
from .portal import PortalSettings

__all__ = [
    "BasePage",
    "ListaProvincial",
    "ModeracionTask",
    "PortalDocument",
    "PortalImage",
    "PortalRendition",
    "PortalSettings",
]
