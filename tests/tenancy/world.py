"""The installation of the walk: a province and two full municipalities, one beside the other.

Portals come one after the other, and each is filled before the next: a row belongs to
the portal with which it appeared. The last to come is the stranger.
"""

from dataclasses import dataclass

from django.contrib.auth.models import Group

from base.models import PortalSettings
from base.portales import portales as read_once
from home.creacion import create_portales
from tests.conftest import PORTALES_TOML, PortalFixture, portal_fixture
from tests.factories import make_user

from .content import Content
from .marks import Marker, foreign_marks
from .tables import SHARED, Tables

OWN, FOREIGN = "alfa", "beta"
SLUGS = ("provincia", OWN, FOREIGN)


@dataclass(frozen=True)
class Portal(PortalFixture):
    """A portal with its groups, and the moderator whom all share."""

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
    """Make the installation in the database; ``data_file`` is the settings' file of portals."""
    tables = Tables()
    contents = {}
    moderator = None
    entries = PORTALES_TOML.split("[[portal]]")
    for count, slug in enumerate(SLUGS, start=1):
        data_file.write_text("[[portal]]".join(entries[: count + 1]), encoding="utf-8")
        before = set(Group.objects.values_list("pk", flat=True))
        read_once.cache_clear()
        create_portales(lambda line: None)
        if moderator is None:
            moderator = make_user("moderadora", groups=["Moderadores"])
            tables.stage_ends(SHARED)
        portal = describe(slug, before, moderator)
        contents[slug] = Content(portal, Marker(slug), tables).everything()
        tables.stage_ends(slug)
    return World(tables=tables, contents=contents)


def describe(slug, groups_before, moderator):
    fixture = portal_fixture(slug)
    record = PortalSettings.objects.get(slug=slug)
    new = Group.objects.exclude(pk__in=groups_before)
    mine = [group for group in (record.editores, record.traductores, record.coordinadores) if group]
    groups = {group.pk: group for group in (*mine, *(new if slug != "provincia" else ()))}
    return Portal(
        **vars(fixture), record=record, groups=tuple(groups.values()), moderator=moderator
    )
