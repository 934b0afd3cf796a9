"""The installation of the walk: a province and two full municipalities.

The portals are created one after the other, and each is filled before the next: a row belongs to
the portal with which it appeared. The last one, Beta, is the foreign portal.
"""

from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.core.cache import caches

from base.models import PortalSettings
from base.portales import portales as read_once
from home.creacion import create_portales
from tests.carrying import WAYS
from tests.conftest import PORTALES_TOML, PortalFixture, portal_fixture
from tests.factories import make_user

from .content import Content
from .marks import Marker, foreign_marks
from .tables import SHARED, Tables

OWN, FOREIGN = "alfa", "beta"
SLUGS = ("provincia", OWN, FOREIGN)
# One page for each way to move or copy: a page that was moved is no longer there for the next.
CARRIED = (
    *("viva", "cambiada", "borrador", "con_contrasena"),
    *("privada", "retirada", "original", "programada"),
)


@dataclass(frozen=True)
class Portal(PortalFixture):
    """A portal with its groups, and the moderator of all portals."""

    record: PortalSettings = None
    groups: tuple = ()
    moderator: object = None


@dataclass(frozen=True)
class World:
    tables: Tables
    contents: dict

    own = property(lambda self: self.contents[OWN])
    foreign = property(lambda self: self.contents[FOREIGN])
    foreign_marks = foreign_marks([slug for slug in SLUGS if slug != OWN])


def build_world(data_file):
    """Make the installation in the database; ``data_file`` is the path in PORTALES_FILE."""
    tables = Tables()
    contents = {}
    moderator = superuser = None
    entries = PORTALES_TOML.split("[[portal]]")
    for count, slug in enumerate(SLUGS, start=1):
        data_file.write_text("[[portal]]".join(entries[: count + 1]), encoding="utf-8")
        before = set(Group.objects.values_list("pk", flat=True))
        read_once.cache_clear()
        create_portales(lambda line: None)
        if moderator is None:
            moderator = make_user("moderadora", groups=["Moderadores"])
            superuser = make_user("superior", is_superuser=True)
            tables.stage_ends(SHARED)
        portal = describe(slug, before, moderator)
        contents[slug] = Content(portal, Marker(slug), tables).everything()
        tables.stage_ends(slug)
    bring_in(superuser, contents)
    tables.stage_ends(FOREIGN)
    return World(tables=tables, contents=contents)


def bring_in(superuser, contents):
    """Let a superuser bring pages of the other portals to Alfa, by every way that is open.

    Pages that get there keep the marks of their portal, and the editors of Alfa would see them.
    """
    own = contents[OWN].portal
    browser = own.signed_in(superuser)
    for cache in caches.all():
        cache.clear()  # nothing was committed, so nothing cleared them
    for slug, content in contents.items():
        if slug != OWN:
            for way, state in zip(WAYS, CARRIED, strict=True):
                response = way(browser, content.pages[state], own.home)
                assert response.status_code != 404, way


def describe(slug, groups_before, moderator):
    fixture = portal_fixture(slug)
    record = PortalSettings.objects.get(slug=slug)
    new = Group.objects.exclude(pk__in=groups_before)
    mine = [group for group in (record.editores, record.traductores, record.coordinadores) if group]
    groups = {group.pk: group for group in (*mine, *(new if slug != "provincia" else ()))}
    return Portal(
        **vars(fixture), record=record, groups=tuple(groups.values()), moderator=moderator
    )
