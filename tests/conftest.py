"""Fixtures: three small portals, made like the real ones (the province and two municipalities)."""

import gc
import pickle
from collections import Counter
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from unittest.mock import patch

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import Group
from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client, TestCase, TransactionTestCase, override_settings
from django.utils import timezone, translation
from wagtail.models import Collection, Page, Site

from avisos.models import AvisosIndexPage
from base.models import PortalSettings
from base.portales import portales as read_once
from directorio.models import DirectorioIndexPage
from home.creacion import create_portales
from home.models import HomePage
from noticias.models import AgendaIndexPage, NoticiasIndexPage
from servidor import renditions
from tramites.models import TramitesIndexPage

from .factories import make_user
from .migrated import ROOT, copied, django_db_modify_db_settings, folder_of  # noqa: F401
from .nginx import nginx  # noqa: F401
from .pictures import drawn_once

PORTALES_TOML = """
[[portal]]
slug = "provincia"
nombre = "Oriente"
titulo = "Portal del Ciudadano de la provincia de Oriente"
tipo = "provincial"
hosts = ["www.oriente.gob.cu"]
sede = "Ciudad"
latitud = 20.0
longitud = -75.8
acento = "azul"

[[portal]]
slug = "alfa"
nombre = "Alfa"
tipo = "municipal"
hosts = ["www.alfa.gob.cu", "www.alpha.gob.cu"]
sede = "Alfa la Vieja"
latitud = 20.1
longitud = -75.9
acento = "mar"

[[portal]]
slug = "beta"
nombre = "Beta"
tipo = "municipal"
hosts = ["www.beta.gob.cu"]
sede = "Beta"
latitud = 20.2
longitud = -76.0
acento = "uva"
"""

# A fourth portal, which is in the data file only.
GAMMA = """
[[portal]]
slug = "gamma"
nombre = "Gamma"
tipo = "municipal"
hosts = ["www.gamma.gob.cu"]
sede = "Gamma"
latitud = 20.3
longitud = -76.1
acento = "sierra"
"""

PORT = "8000"


@dataclass(frozen=True)
class PortalFixture:
    """One portal as the tests use it: its records, and browsers for its host."""

    slug: str
    host: str
    url: str
    site: Site
    container: Page
    home: HomePage
    home_en: HomePage
    home_ht: HomePage
    noticias: NoticiasIndexPage
    agenda: AgendaIndexPage
    directorio: DirectorioIndexPage
    tramites: TramitesIndexPage
    avisos: AvisosIndexPage
    collection: Collection
    editores: Group

    def browser(self):
        """Return a browser that sends its requests to the host of this portal."""
        return Client(headers={"host": self.host}, SERVER_PORT=PORT)

    def get(self, path="/", data=None, **headers):
        """Return the response to a visitor who has no cookies."""
        return self.browser().get(path, data, headers=headers)

    def signed_in(self, user):
        browser = self.browser()
        browser.force_login(user)
        return browser


@dataclass(frozen=True)
class Portales:
    provincia: PortalFixture
    alfa: PortalFixture
    beta: PortalFixture

    def __iter__(self):
        return iter((self.provincia, self.alfa, self.beta))


def portal_fixture(slug):
    datos = PortalSettings.objects.select_related("site").get(slug=slug)
    site = datos.site
    home = site.root_page.specific
    name = "Provincia" if datos.es_provincial else datos.nombre
    homes = HomePage.objects.filter(translation_key=home.translation_key)
    return PortalFixture(
        slug=slug,
        host=f"{site.hostname}:{site.port}",
        url=site.root_url,
        site=site,
        container=home.get_parent(),
        home=home,
        home_en=homes.get(locale__language_code="en"),
        home_ht=homes.get(locale__language_code="ht"),
        noticias=NoticiasIndexPage.objects.child_of(home).get(),
        agenda=AgendaIndexPage.objects.child_of(home).get(),
        directorio=DirectorioIndexPage.objects.child_of(home).get(),
        tramites=TramitesIndexPage.objects.child_of(home).get(),
        avisos=AvisosIndexPage.objects.child_of(home).get(),
        collection=Collection.objects.get(name=name),
        editores=Group.objects.get(name=f"Editores · {name}"),
    )


def _forget():
    renditions._pictures.clear()
    for alias in django_settings.CACHES:
        caches[alias].clear()
    read_once.cache_clear()


@pytest.fixture(autouse=True, scope="session")
def _drawn_once(pytestconfig, tmp_path_factory):
    with drawn_once(folder_of("pictures", pytestconfig, tmp_path_factory)):
        yield


@pytest.fixture(autouse=True, scope="session")
def _own_portatiles(tmp_path_factory):
    """Keep the tests from deleting the portals to take along of the demo in this folder."""
    with override_settings(PORTATIL_ROOT=tmp_path_factory.mktemp("portatil")):
        yield


@pytest.fixture(autouse=True, scope="module")
def _clean_slate_of_a_file():
    """Reset the caches, so that a module fixture does not start with those of the module before."""
    _forget()


@pytest.fixture(autouse=True)
def _clean_slate():
    """Every test starts with empty caches and in Spanish, like a new process."""
    _forget()
    with translation.override(django_settings.LANGUAGE_CODE):
        yield
    read_once.cache_clear()


@pytest.fixture
def portales_file(settings, tmp_path):
    """Return a function that writes ``text`` as the data file of the portals."""
    path = tmp_path / "portales.toml"
    settings.PORTALES_FILE = str(path)

    def write(text):
        path.write_text(text, encoding="utf-8")
        read_once.cache_clear()
        return path

    write(PORTALES_TOML)
    return write


def pytest_collection_finish():
    """Collect garbage rarely: models hold circular references for ever; looking costs a tenth."""
    gc.freeze()
    gc.set_threshold(200_000, 50, 100)


def pytest_itemcollected(item):
    """Let one process run all tests of a file with ``once``: each would make the world for itself.

    Later xdist has already read the marks.
    """
    if "once" in item.fixturenames and not item.get_closest_marker("xdist_group"):
        item.add_marker(pytest.mark.xdist_group(f"the world of {item.path.relative_to(ROOT)}"))


def pytest_collection_modifyitems(items):
    """Sort the tests: those without portals, then the others file by file, then transactional ones.

    Tests without portals need an empty database. Within a file, tests with ``once`` come last.
    """
    files = {}
    for item in items:
        if "portales" in item.fixturenames:
            files.setdefault(item.path, len(files) + 1)

    def place(item):
        if "portales" not in item.fixturenames:
            return 0, False
        return files[item.path], "once" in item.fixturenames

    items.sort(key=lambda item: (_is_transactional(item), *place(item)))


def _is_transactional(item):
    """Whether the test commits, so that no world of a file may be open."""
    marker = item.get_closest_marker("django_db")
    return "transactional_db" in item.fixturenames or bool(
        marker and marker.kwargs.get("transaction")
    )


def pytest_terminal_summary(terminalreporter):
    """Print the requests to the admin of each role, the most costly ones, and the slowest files."""
    requests, seconds, costly = Counter(), Counter(), []
    for report in chain.from_iterable(terminalreporter.stats.values()):
        if not isinstance(report, pytest.TestReport):
            continue
        seconds[report.location[0]] += report.duration
        if report.when == "teardown":
            told = dict(report.user_properties).get("requests")
            requests.update({told[0]: told[1]} if told else {})
            costly += dict(report.user_properties).get("costly", [])
    if requests:
        counts = ", ".join(f"{who} {count}" for who, count in requests.items())
        terminalreporter.write_line(f"requests to the admin: {counts}")
    if costly:
        terminalreporter.section("most costly requests, in seconds of the processor")
        for took, request in sorted(costly, reverse=True)[:10]:
            terminalreporter.write_line(f"{took:6.2f} s  {request}")
    if sum(seconds.values()) > 60:
        terminalreporter.section(
            f"slowest files, of {sum(seconds.values()):.0f} s in all processes"
        )
        for name, took in seconds.most_common(10):
            terminalreporter.write_line(f"{took:6.0f} s  {name}")


@pytest.fixture(scope="session")
def _data_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("portales") / "portales.toml"
    path.write_text(PORTALES_TOML, encoding="utf-8")
    return str(path)


@pytest.fixture(scope="session")
def _made_once(django_db_setup, django_db_blocker, _data_file):
    """Commit the portals before the first test that needs them; it saves half of a run.

    Return their records as read from the database, pickled: each test gets its own copies.
    """
    read_once.cache_clear()
    with django_db_blocker.unblock(), override_settings(PORTALES_FILE=_data_file):
        create_portales(lambda line: None)
        return pickle.dumps(_read_portales())


@pytest.fixture(scope="session")
def put_back(_made_once, django_db_blocker):
    """A function that puts the portals back, as happens after each test that commits.

    Django would leave an empty database: to empty it, to fill what Django needs and to make the
    portals again takes seconds.
    """
    with django_db_blocker.unblock():
        put_back = copied()
    with patch.object(TransactionTestCase, "_fixture_teardown", lambda self: put_back()):
        yield put_back


@pytest.fixture(autouse=True)
def _put_back_after_commits(request):
    if _is_transactional(request.node):
        request.getfixturevalue("put_back")


def _read_portales():
    return Portales(*(portal_fixture(slug) for slug in ("provincia", "alfa", "beta")))


@pytest.fixture(scope="module")
def _records(_made_once):
    """A list with the pickled records from which a file of tests starts; ``once`` replaces them."""
    return [_made_once]


@pytest.fixture(scope="module")
def once(_records, _data_file, django_db_blocker):
    """Return a function with which a module fixture writes objects for all tests of a file.

    The function calls ``make`` with the portals. What ``make`` writes stays until the end of the
    file; each test undoes its own changes. The result of ``make`` is dropped: tests read the
    database.
    """

    @contextmanager
    def undone():
        with django_db_blocker.unblock(), transaction.atomic():
            yield
            transaction.set_rollback(True)

    with ExitStack() as worlds:
        made = []

        def fill(make):
            if len(connection.atomic_blocks) > len(made):
                # The test would undo the world, and what it writes itself would stay.
                pytest.fail("A test began before its world: ask for the fixture by an argument.")
            made.append(make)
            worlds.enter_context(undone())
            with (
                override_settings(PORTALES_FILE=_data_file),
                translation.override(django_settings.LANGUAGE_CODE),
                TestCase.captureOnCommitCallbacks(execute=True),
            ):
                make(pickle.loads(_records[0]))
                _records[0] = pickle.dumps(_read_portales())
            _forget()

        yield fill


@pytest.fixture
def portales(_records, db, portales_file):
    """The province and the municipalities Alfa and Beta, each with its page tree and groups."""
    return pickle.loads(_records[0])


@pytest.fixture
def provincia(portales):
    return portales.provincia


@pytest.fixture
def alfa(portales):
    return portales.alfa


@pytest.fixture
def beta(portales):
    return portales.beta


@pytest.fixture
def editora(alfa):
    """The editor of Alfa."""
    return make_user("editora", groups=[alfa.editores])


@pytest.fixture
def moderadora(portales):
    return make_user("moderadora", groups=["Moderadores"])


@pytest.fixture
def administrador(portales):
    return make_user("administrador", groups=["Administradores"])


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Return a context that runs ``on_commit`` callbacks, as a request does: it clears caches."""
    return partial(django_capture_on_commit_callbacks, execute=True)


@pytest.fixture
def as_editor(alfa, editora):
    """A browser in which the editor of Alfa is signed in."""
    return alfa.signed_in(editora)


@pytest.fixture
def as_moderator(provincia, moderadora):
    return provincia.signed_in(moderadora)


@pytest.fixture
def as_administrator(provincia, administrador):
    return provincia.signed_in(administrador)


class Clock:
    """The current time in Havana, for views and caches alike."""

    def __init__(self, monkeypatch):
        self.monkeypatch = monkeypatch

    def shows(self, text):
        moment = timezone.make_aware(datetime.fromisoformat(text)).astimezone(UTC)
        self.monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)
