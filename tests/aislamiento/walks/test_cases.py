"""The users who answer cases walk only the addresses of cases; coordinators walk the others.

The group of a portal sees the cases that a coordinator sees; that of an entidad only its own.
"""

import pytest

from atencion.models import Caso
from directorio.models import EntidadPage
from equipos.models import Equipo

from ..addresses import admin_addresses
from ..walk import Walk
from .steps import name_the_stranger, work_on_ones_own

pytestmark = pytest.mark.django_db


def of_the_portal(content):
    return content.portal.record.atencion


def of_an_entity(content):
    """The attention group of an entidad, which gets all cases of the portal."""
    entidad = EntidadPage.objects.get(pk=content.pick(EntidadPage))
    Caso.objects.filter(site=content.portal.site).update(entidad=entidad)
    return Equipo.objects.create_for(entidad, user=content.portal.moderator).atencion


@pytest.mark.parametrize("group_of", [of_the_portal, of_an_entity])
def test_nothing_of_the_stranger_reaches_those_who_answer(
    group_of, world, everything, record_property
):
    person = world.own.person(groups=[group_of(world.own)])
    walk = Walk(world, world.own.portal.signed_in(person), everything=everything)
    addresses = [
        address
        for address in admin_addresses()
        if address.name.startswith(("casos:", "plantillas:")) or address.name == "wagtailadmin_home"
    ]
    own = world.tables.keys(Caso, world.own.portal.slug)
    assert walk.ask("casos:ver", "GET", f"/admin/casos/{own[-1]}/").status_code == 200
    name_the_stranger(walk, world, addresses)
    work_on_ones_own(walk, world, addresses)
    record_property("requests", [group_of.__name__, walk.requests])
    assert walk.lines() == []
