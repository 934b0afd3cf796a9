"""Models shared by every section: pages, media, settings of a portal, moderation."""

from .media import PortalDocument, PortalImage, PortalRendition
from .moderacion import ModeracionTask
from .pages import BasePage
from .portal import PortalSettings

__all__ = [
    "BasePage",
    "ModeracionTask",
    "PortalDocument",
    "PortalImage",
    "PortalRendition",
    "PortalSettings",
]
