import pytest
from django.db import transaction
from django.test import override_settings

from ..roles import EDITOR, ROLES
from ..walk import Walk
from ..world import build_world


def pytest_addoption(parser):
    parser.addoption(
        "--every-query",
        action="store_true",
        help="every role asks everything, in all ways, and not her share of what an editor asks",
    )


@pytest.fixture(scope="package")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """The full installation, built once for all walks and rolled back afterwards."""
    path = tmp_path_factory.mktemp("portales") / "portales.toml"
    with (
        django_db_blocker.unblock(),
        override_settings(PORTALES_FILE=str(path)),
        transaction.atomic(),
    ):
        yield build_world(path)
        transaction.set_rollback(True)


@pytest.fixture
def everything(pytestconfig):
    """Whether every role sends every request."""
    return pytestconfig.getoption("--every-query", default=False)


@pytest.fixture(params=ROLES)
def walk(request, world, everything, record_property):
    """A user of Alfa who tries everything; the end of the run prints the number of requests."""
    browser = world.own.portal.signed_in(world.own.roles[request.param])
    assert browser.get("/admin/").status_code == 200
    peer, share = None, slice(None)
    if request.param != EDITOR and not everything:
        peer = Walk(world, world.own.portal.signed_in(world.own.roles[EDITOR]))
        share = slice(ROLES.index(request.param) - 1, None, len(ROLES) - 1)
    walk = Walk(world, browser, peer=peer, share=share, everything=everything)
    yield walk
    record_property("requests", [request.param, walk.requests])
