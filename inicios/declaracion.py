"""What a section declares of the places where people begin, for ``home``, which collects it.

These are the pages of a new portal, the usual tasks on the admin's front page, and the blocks of
front pages. Each has its ``order`` among those of all sections, the lowest first; no two are equal.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from operator import attrgetter

from django.utils.functional import Promise
from wagtail.blocks import Block
from wagtail.models import Page

from base.sections import contributions


@dataclass(frozen=True, kw_only=True)
class StartPage:
    """Page of a section that every new portal has.

    It is created below the portada, or below the section that its ``parent_page_types`` name.
    """

    model: type[Page]
    # The place in the menu, too.
    order: int
    slug: str
    titulo: Promise
    resumen: Promise
    # The menu has few places; the foot of every page links to the other sections.
    in_menu: bool = False
    # Whether the province may switch the section off in a portal.
    can_be_off: bool = True

    def __str__(self):
        return f"{self.order} {self.slug}"


@dataclass(frozen=True, kw_only=True)
class SectionTask:
    """Usual task of the editors of a portal, offered while the portal has the section."""

    # The class of the section's page.
    section: type[Page]
    order: int
    titulo: Promise
    descripcion: Promise
    icono: str
    # The type of page to create below it; None: people choose one.
    creates: type[Page] | None = None
    # Takes the section's page, and returns whether its portal has this task.
    is_for: Callable[[Page], bool] = lambda section: True

    def __str__(self):
        return f"{self.order} {(self.creates or self.section).__name__}"


class NewPortal(Enum):
    """The new portals whose front page has a block from the beginning."""

    NONE = auto()
    PROVINCE = auto()
    EVERY = auto()


@dataclass(frozen=True, kw_only=True)
class FrontBlock:
    """Block that editors may put on a front page."""

    # The name under which pages store it: it never changes.
    name: str
    order: int
    block: type[Block]
    # How many of them one page may have.
    most: int = 1
    new: NewPortal = NewPortal.NONE

    def __str__(self):
        return f"{self.order} {self.name}"


def in_order(kind):
    """Return a list of what all sections declare in the field ``kind``, by its ``order``."""
    return sorted(contributions(kind), key=attrgetter("order"))
