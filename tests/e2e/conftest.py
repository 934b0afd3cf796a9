"""Fixtures of the browser tests: the real program, and browsers that record faults."""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
import tomllib
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from ..migrated import copy_file, folder_of
from ..ports import free_port
from ..processes import needs
from .admin import Admin

ROOT = Path(__file__).resolve().parents[2]
PORTALS = tomllib.loads((ROOT / "santiago" / "portales.toml").read_text(encoding="utf-8"))["portal"]
SLUGS = [portal["slug"] for portal in PORTALS]
OPEN_AT_ANY_HOUR = "guama"  # its front page always shows an open office
SECONDS_TO_START = 60
SECONDS_TO_STOP = 20
# Variables that would change the addresses or the data of the program under test.
NOT_INHERITED = ("ADMIN_HOSTS", "CACHE_URL", "HOST", "PORTALES_FILE", "PORTAL_HOST_SUFFIX")

# The fonts that the files in fonts/ choose, and their packages, which .ci/run installs.
FONTS = {
    "phone": {
        "roboto/unhinted/RobotoTTF/Roboto-Regular.ttf": "fonts-roboto-unhinted",
        "noto/NotoSerif-Regular.ttf": "fonts-noto-core",
        "dejavu/DejaVuSansMono.ttf": "fonts-dejavu-core",
    },
    "wide": {"dejavu/DejaVuSans.ttf": "fonts-dejavu-core"},
}

INDEPENDENT = ("test_accessibility", "test_budgets", "test_layout")

# The machine that runs the tests may be busy: a preview once took more than fifteen seconds.
expect.set_options(timeout=30_000)


def pytest_configure(config):
    if config.getoption("--screenshot") == "off":
        config.option.screenshot = "only-on-failure"


@pytest.hookimpl(tryfirst=True)  # pytest-xdist reads the groups in the same hook
def pytest_collection_modifyitems(items):
    """Run the tests of a file in one process, except for the independent files.

    The tests of ``make run`` come first: they take longest, and need no demo while others prepare
    it. The independent ones come last and fill the gaps.
    """
    whole = [item for item in items if item.path.stem not in INDEPENDENT]
    for item in whole:
        item.add_marker(pytest.mark.xdist_group(item.path.stem))
    items.sort(key=lambda item: ("make_run" not in item.nodeid, item not in whole))


def pytest_terminal_summary(terminalreporter):
    reports = chain.from_iterable(terminalreporter.stats.values())
    told = [dict(getattr(report, "user_properties", ())) for report in reports]
    if rows := [properties["bytes"] for properties in told if "bytes" in properties]:
        terminalreporter.section("bytes on a phone of 360 px")
        terminalreporter.write_line(
            f"{'page':<34}{'html':>8}{'css':>8}{'js':>8}{'icons':>8}{'all':>8}"
            f"{'images above':>14}{'with them':>11}{'to the end':>12}{'as next':>9}"
        )
        for row in rows:
            terminalreporter.write_line(row)
    if rows := [properties["task"] for properties in told if "task" in properties]:
        terminalreporter.section("a citizen's tasks at 400 ms and 50 KB/s, from an empty cache")
        for row in rows:
            terminalreporter.write_line(row)


@dataclass(frozen=True)
class Portales:
    """The address of the running program, its password and its environment."""

    port: int
    password: str
    env: dict = field(repr=False, compare=False)

    def host(self, slug):
        return "localhost" if slug == "provincia" else f"{slug}.localhost"

    def url(self, slug="provincia", path="/"):
        return f"http://{self.host(slug)}:{self.port}{path}"

    def get(self, slug, path="/"):
        """Return the page at ``path`` as text, without a browser."""
        # Only browsers resolve «*.localhost» to this machine.
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}",
            headers={"Host": f"{self.host(slug)}:{self.port}"},
        )
        with urllib.request.urlopen(request, timeout=60) as response:
            return response.read().decode()

    def owns(self, url):
        parts = urlsplit(url)
        if parts.scheme in ("about", "blob", "data"):
            return True
        host = parts.hostname or ""
        return parts.port == self.port and (host == "localhost" or host.endswith(".localhost"))


def answers(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as response:
            return response.status == 200
    except (OSError, urllib.error.URLError):
        return False


def start(env, log, *arguments):
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=env,
        stdout=log,
        stderr=log,
        start_new_session=True,
    )


@contextmanager
def serving(env, *, with_scheduler=False):
    """Run the program with ``env`` during the block; at the end check that nothing failed.

    Yield the gunicorn process, whose workers are its children.
    """
    port = int(env["PORT"])
    log_path = Path(env["VAR_DIR"]) / f"log-{port}"
    with log_path.open("w") as log:
        gunicorn = ("-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "santiago.wsgi")
        processes = [start(env, log, *gunicorn)]
        if with_scheduler:
            processes.append(start(env, log, "manage.py", "planificador", "--cada", "5"))
        try:
            deadline = time.monotonic() + SECONDS_TO_START
            while not answers(port):
                assert processes[0].poll() is None, log_path.read_text()
                assert time.monotonic() < deadline, log_path.read_text()
                time.sleep(0.2)
            yield processes[0]
        finally:
            for process in processes:
                process.send_signal(signal.SIGTERM)
            for process in processes:
                try:
                    process.wait(timeout=SECONDS_TO_STOP)
                except subprocess.TimeoutExpired:
                    process.kill()
    assert "Traceback" not in log_path.read_text(), log_path.read_text()


def run(env, *arguments):
    folder = Path(env["VAR_DIR"])
    folder.mkdir(exist_ok=True)
    log_path = folder / "log"
    with log_path.open("w") as log:
        assert start(env, log, *arguments).wait() == 0, log_path.read_text()


def listen(portales, **env):
    """Return the same portals at another port, with more environment variables."""
    port = free_port()
    env = portales.env | {"PORT": str(port), "BIND": f"127.0.0.1:{port}"} | env
    return replace(portales, port=port, env=env)


def portales_in(var_dir):
    """Return the portals whose data is in ``var_dir``, at a port of their own."""
    password = "solo-para-pruebas"
    env = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED} | {
        "DJANGO_SETTINGS_MODULE": "santiago.settings.demo",
        "VAR_DIR": str(var_dir),
        "DEMO_PASSWORD": password,
        "LOG_LEVEL": "warning",
        "PYTHONUNBUFFERED": "1",
        "TELEGRAM_API": "http://127.0.0.1:9",  # nothing listens there
        "ATENCION_SEGUNDOS_MINIMOS": "0",  # the tests type fast
    }
    return listen(Portales(port=0, password=password, env=env))


@pytest.fixture(scope="session")
def prepared(tmp_path_factory, pytestconfig):
    """The folder of a demo that nobody runs: the first process makes it, and all copy it."""
    root = tmp_path_factory.getbasetemp()
    folder = (root.parent if "PYTEST_XDIST_WORKER" in os.environ else root) / "demo"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            folder.mkdir()
            if "DATABASE_URL" not in os.environ:
                database = folder / "portales.sqlite3"
                copy_file(folder_of("migrated", pytestconfig, tmp_path_factory), database)
            env = portales_in(folder).env
            run(env, "manage.py", "preparar_demo")
            run(env, "-m", "tests.e2e.prepare_copies", OPEN_AT_ANY_HOUR)
    return folder


@pytest.fixture(scope="session")
def portales(prepared, tmp_path_factory):
    """The demo as `make run` serves it, in a folder of its own; a DATABASE_URL is used if set."""
    var_dir = tmp_path_factory.mktemp("portales")
    shutil.copytree(prepared, var_dir, dirs_exist_ok=True)
    portales = portales_in(var_dir)
    run(portales.env, "manage.py", "crear_portales")  # sets the port of this process
    with serving(portales.env, with_scheduler=True):
        yield portales


def letters(kind):
    """Return the environment of a browser that knows only these fonts.

    Otherwise the fonts of the machine would decide what fits and how pictures of the manual look.
    """
    for file, package in FONTS[kind].items():
        there = Path("/usr/share/fonts/truetype", file).exists()
        needs(f"The font {Path(file).stem}", there, package)
    return os.environ | {"FONTCONFIG_FILE": str(Path(__file__).parent / "fonts" / f"{kind}.conf")}


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return browser_type_launch_args | {
        "executable_path": os.environ.get("CHROMIUM") or "/usr/bin/chromium-headless-shell",
        "args": ["--no-sandbox"],
        "env": letters("phone"),
    }


@pytest.fixture(scope="session")
def wide_browser(launch_browser):
    browser = launch_browser(env=letters("wide"))
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {
        "locale": "es-CU",
        "timezone_id": "America/Havana",
        # A worker answers in the place of what a test looks at; test_sin_conexion lets it.
        "service_workers": "block",
    }


class Watch:
    """Records faults that nobody sees: foreign requests, script errors and policy violations."""

    def __init__(self, context, portales):
        self.portales = portales
        self.faults = []
        context.on("request", self.on_request)
        context.on("console", self.on_console)
        context.on("weberror", self.on_error)

    def on_request(self, request):
        if not self.portales.owns(request.url):
            self.faults.append(f"asked a foreign host: {request.url}")

    def on_console(self, message):
        page = message.page
        if "Content Security Policy" in message.text:  # also in the admin and its previews
            self.faults.append(f"policy of {page.url if page else '?'}: {message.text}")
            return
        if message.type != "error" or page is None or self.is_admin(page):
            return
        # The browser also logs the 404 of the page itself.
        if message.location["url"] != page.url.partition("#")[0]:
            self.faults.append(f"console of {page.url}: {message.text}")

    def on_error(self, error):
        if error.page is not None and not self.is_admin(error.page):
            self.faults.append(f"script error on {error.page.url}: {error.error}")

    def is_admin(self, page):
        return urlsplit(page.url).path.startswith("/admin/")


@pytest.fixture
def expected_faults():
    """Parts of the faults that a test causes on purpose; each of them must occur."""
    return []


@pytest.fixture
def new_context(new_context, portales, expected_faults):
    """Make browser contexts; at the end none may have recorded an unexpected fault."""
    watches = []

    def create(**options):
        context = new_context(**options)
        context.set_default_timeout(30_000)
        context.set_default_navigation_timeout(30_000)
        watches.append(Watch(context, portales))
        return context

    yield create
    faults = [fault for watch in watches for fault in watch.faults]
    for expected in expected_faults:
        assert any(expected in fault for fault in faults), expected
    faults = [fault for fault in faults if not any(part in fault for part in expected_faults)]
    assert not faults, "\n".join(faults)


@pytest.fixture(scope="session")
def _sessions():
    """The cookies of users who have signed in, for their next browser."""
    return {}


@pytest.fixture
def sign_in(new_context, portales, _sessions):
    """Return a function that opens a new browser in which ``username`` is signed in."""

    def enter_admin(username, **options):
        context = new_context(**options)
        admin = Admin(context.new_page(), portales)
        if username in _sessions:
            context.add_cookies(_sessions[username])
        else:
            admin.sign_in(username)
            _sessions[username] = context.cookies()
        return admin

    return enter_admin
