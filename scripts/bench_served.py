"""Measures what the ten portals cost their server, with the sample: pages, hits, nginx, memory.

All in one run, beside what the same machine does without the portals: a page of Wagtail with
nothing in it, an empty response of Django, and a file of the same size from nginx. The ratios hold
on other machines too. Needs Debian's nginx with Brotli, and wrk: without them, only what happens
inside one process is measured.

RECORD=yes   writes the figures to docs/measured.json, with which later runs compare theirs
"""

import gc
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from io import StringIO
from itertools import product
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.bench import set_up, told  # noqa: E402
from tests import nginx, processes  # noqa: E402

PORTALES = ROOT / "santiago" / "portales.toml"
RECORD = ROOT / "docs" / "measured.json"
UNITS = ROOT / "deploy" / "systemd"
SLUG = "contramaestre"
VISITS, HITS, PUBLICATIONS = 30, 300, 10
ROUNDS, SECONDS, CONNECTIONS = 6, 3, 16
START = 60  # seconds
OFTEN = ("/", "/noticias/", "/tramites/", "/directorio/", "/transparencia/", "/buscar/?q=agua")


@dataclass(frozen=True)
class Figure:
    """One measured number; ``goal`` is the most it may be, or the least with ``at_least``."""

    name: str
    value: float
    unit: str
    goal: float | None = None
    at_least: bool = False

    @property
    def missed(self):
        if self.goal is None:
            return False
        return self.value < self.goal if self.at_least else self.value > self.goal


def main():
    with tempfile.TemporaryDirectory() as folder:
        figures = bench(Path(folder))
    from django.utils.timezone import localtime

    recorded = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else {}
    show(figures, recorded)
    if os.environ.get("RECORD"):
        told_of = {figure.name: round(figure.value, 3) for figure in figures}
        text = json.dumps({"date": f"{localtime():%F}", **told_of}, indent=2)
        RECORD.write_text(f"{text}\n", encoding="utf-8")


def bench(folder):
    shutil.copy(PORTALES, folder / "portales.toml")
    set_up(folder)
    from django.core.management import call_command

    from base.models import PortalSettings

    with told("the sample of all portals"):
        for command in ("crear_portales", "cargar_muestra"):
            call_command(command, stdout=StringIO())
    portales = PortalSettings.objects.select_related("site__root_page")
    record = portales.get(slug=SLUG)
    gc.freeze()  # garbage collection among the models of the sample takes long now and then
    bare = bare_page()
    figures = [Figure("a page of Wagtail without anything", bare, "ms")]
    for name, (path, goal) in pages_of(record).items():
        ms = made(record, path)
        figures.append(Figure(name, ms, "ms", goal))
        figures.append(Figure(f"{name}, of a page without anything", ms / bare, "×"))
    figures += kept(record)
    figures.append(Figure("publishing an item of news", publishing(record), "ms"))
    figures += served(folder)
    return figures


# --- In this process ----------------------------------------------------------------------


def pages_of(record):
    """Return {name: (path, goal in CPU milliseconds)} of one page of each kind."""
    from directorio.models import EntidadPage
    from noticias.models import NoticiaPage
    from scripts.measuring import visitor
    from tramites.models import TramiteLocalPage

    def first(model):
        page = model.objects.live().descendant_of(record.site.root_page).order_by("path").first()
        return page.get_url(visitor(record).get("/").wsgi_request)

    return {
        "home": ("/", 9),
        "news": ("/noticias/", 8),
        "an item of news": (first(NoticiaPage), 9),
        "procedures": ("/tramites/", 12),
        "a procedure": (first(TramiteLocalPage), 9),
        "directory": ("/directorio/", 10),
        "an entity": (first(EntidadPage), 7),
        "transparency": ("/transparencia/", 12),
        "search": ("/buscar/?q=agua", 15),
        "not found": ("/no-existe/", 3),
    }


def compute(client, path, times):
    """Return the CPU milliseconds of this process for a visit: the median of so many.

    A ``{}`` in the path is another number each time.
    """
    spent = []
    for number in range(times):
        start = time.process_time()
        client.get(path.format(number))
        spent.append((time.process_time() - start) * 1000)
    return median(spent)


def made(record, path):
    """Return the CPU milliseconds of a page that no cache has, while its parts are kept."""
    from scripts.measuring import visitor

    client = visitor(record)
    client.get(path)
    return compute(client, f"{path}{'&' if '?' in path else '?'}z={{}}", VISITS)


def kept(record):
    from django.http import HttpResponse
    from django.test import Client, override_settings
    from django.urls import path

    from scripts.measuring import visitor

    with override_settings(
        MIDDLEWARE=[], ROOT_URLCONF=(path("", lambda _request: HttpResponse()),)
    ):
        empty = compute(Client(), "/", HITS)
    client = visitor(record)
    client.get("/")
    hit = compute(client, "/", HITS)
    return [
        Figure("an empty response of Django", empty, "ms"),
        Figure("a page from the cache, more than that", hit - empty, "ms", 0.3),
    ]


def publishing(record):
    """Return the CPU milliseconds of a publication, without those of the pages that it empties."""
    from noticias.models import NoticiaPage

    page = NoticiaPage.objects.live().descendant_of(record.site.root_page).first()
    spent = []
    for _ in range(PUBLICATIONS):
        start = time.process_time()
        page.save_revision().publish()
        spent.append((time.process_time() - start) * 1000)
    return median(spent)


def bare_page():
    """Return the CPU milliseconds of a page of Wagtail alone: no middleware, its own template."""
    from django.db import transaction
    from django.test import Client, override_settings
    from django.urls import include, path
    from wagtail.models import Page, Site

    engine = {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}
    urls = (path("", include("wagtail.urls")),)
    with (
        transaction.atomic(),
        override_settings(MIDDLEWARE=[], ROOT_URLCONF=urls, TEMPLATES=[engine]),
    ):
        page = Page.get_first_root_node().add_child(title="A page", slug="a-page")
        Site.objects.create(hostname="bare.test", root_page=page)
        client = Client(headers={"host": "bare.test"})
        client.get("/")
        ms = compute(client, "/?z={}", VISITS)
        transaction.set_rollback(True)
    return ms


# --- As installed -------------------------------------------------------------------------


def served(folder):
    """Yield what nginx answers by itself, and what the processes of the portals take."""
    wrk = shutil.which("wrk")
    if not (wrk and nginx.is_installed()):
        print("nginx with Brotli, or wrk, is missing: what is served is not measured.")
        return
    env = os.environ | processes.PRODUCTION
    env |= {
        "SECRET_KEY": "only-for-this-measurement",
        "CIFRADO_CLAVES": (folder / "clave_de_cifrado").read_text(encoding="utf-8"),
        "ENLACES_EXTERNOS": "no",
        "LOG_LEVEL": "error",
    }
    env["DATABASE_URL"] = f"sqlite:///{folder / 'portales.sqlite3'}"
    # In production the portals have their real hosts.
    subprocess.run([sys.executable, "manage.py", "crear_portales"], cwd=ROOT, env=env, check=True)
    with ExitStack() as stack:
        front = stack.enter_context(in_front(folder / "nginx"))
        env["BIND"] = f"unix:{front.socket}"
        running = stack.enter_context(portales(env))
        yield from rates(wrk, front)
        for number, path in product(range(60), OFTEN):
            front.ask(f"{path}{'&' if '?' in path else '?'}z={number}")
        yield Figure("memory of all processes", memory(running.pid), "MB", 350)


def rates(wrk, front):
    """Yield how nginx serves a kept page, in turn with a file of the size that travels."""
    wait_for(lambda: front.ask("/").status == 200)
    page = front.ask("/", headers={"Accept-Encoding": "br"})
    file = front.folder / "lib/media/images/page.webp"
    file.write_bytes(bytes(int(page.headers["Content-Length"])))
    addresses = (f"/{file.relative_to(front.folder / 'lib')}", "/")
    rounds = [[rate(wrk, front, address) for address in addresses] for _ in range(ROUNDS)]
    files, pages = zip(*rounds, strict=True)
    of_a_file, a_second = (median(count for count, _ms in it) for it in (files, pages))
    yield Figure("nginx: pages a second", a_second, "")
    yield Figure(
        "nginx: part of its rate for a file", a_second / of_a_file, "×", 0.9, at_least=True
    )
    yield Figure("nginx: 99 of 100 pages within", median(ms for _count, ms in pages), "ms", 5)


@contextmanager
def in_front(folder):
    """Run nginx with the files of deploy/nginx; here also for who names no host in TLS, as wrk."""

    class Measured(nginx.Nginx):
        def moved(self, text):
            names = {"": "fullchain", "_key": "privkey"}
            own = "".join(f"ssl_certificate{k} {self.folder}/{v}.pem;" for k, v in names.items())
            return super().moved(text).replace("ssl_reject_handshake on;", own)

    folder.mkdir()
    with Measured(folder).serving() as front:
        yield front


@contextmanager
def portales(env):
    """Run the program of the unit of systemd, with what the unit adds to its environment."""
    text = (UNITS / "portales.service").read_text(encoding="utf-8")
    env = dict(re.findall(r"^Environment=(\w+)=(.*)$", text, re.MULTILINE)) | env
    [command] = re.findall(r"^ExecStart=(.*)$", text, re.MULTILINE)
    _python, *arguments = shlex.split(command)
    with subprocess.Popen([sys.executable, *arguments], cwd=ROOT, env=env) as process:
        try:
            yield process
        finally:
            process.terminate()


def wait_for(condition):
    deadline = time.monotonic() + START
    while not condition():
        if time.monotonic() > deadline:
            sys.exit("The portals do not answer behind nginx.")
        time.sleep(0.5)


def rate(wrk, front, path):
    """Return (responses a second, milliseconds within which 99 of 100 came) of many connections."""
    url = f"https://127.0.0.1:{front.port}{path}"
    headers = ("-H", f"Host: {nginx.HOST}", "-H", "Accept-Encoding: br")
    command = (wrk, "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency", *headers, url)
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    if "Non-2xx" in said:
        sys.exit(f"{path}: nginx answers with errors.")
    return float(said[said.index("Requests/sec:") + 1]), milliseconds(said[said.index("99%") + 1])


def milliseconds(text):
    for unit, ms in {"us": 0.001, "ms": 1, "s": 1000}.items():
        if text.endswith(unit):
            return float(text.removesuffix(unit)) * ms
    raise ValueError(text)


def memory(pid):
    """Return the megabytes of a process and all below it; what they share counts once (PSS)."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8")
    own = int(re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE).group(1)) / 1024
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8")
    return own + sum(memory(int(child)) for child in children.split())


# --- On the screen ------------------------------------------------------------------------


def show(figures, recorded):
    print(f"\n{'':<48}{'now':>9}{'goal':>9}{recorded.get('date', 'no record'):>14}")
    for figure in figures:
        goal = "" if figure.goal is None else f"{figure.goal:g}"
        before = f"{recorded[figure.name]:.2f}" if figure.name in recorded else ""
        line = f"{figure.name:<48}{figure.value:9.2f}{goal:>9}{before:>14} {figure.unit:<4}"
        print(f"{line}{'!' * figure.missed}".rstrip())
    print("\nms: CPU time of the application; memory: PSS; last column: the record; !: missed")


if __name__ == "__main__":
    main()
