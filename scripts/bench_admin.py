"""Measures the cost of admin pages, with the sample of all portals and with many more pages in one.

Measures the CPU time of this process, which other programs hardly affect, not elapsed time.
The time spent waiting for a database server is not included.

PAGES=5000   how many pages the portal gets besides its sample
"""

import gc
import os
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.bench import set_up, told  # noqa: E402

PORTALES = ROOT / "santiago" / "portales.toml"
PAGES = 5000
ROUNDS = 15
# Budgets with the sample, and the factor allowed with many more pages in the portal.
QUERIES, MS, MORE = 40, 200, 2


@dataclass(frozen=True)
class ScreenCost:
    """Number of queries, and the median CPU time of a visit in milliseconds."""

    queries: int
    ms: float


def main():
    pages = os.environ.get("PAGES", str(PAGES))
    if not pages.isdecimal() or not int(pages):
        sys.exit("PAGES: how many pages the portal gets, as in PAGES=1000")
    with tempfile.TemporaryDirectory() as folder:
        bench(Path(folder), int(pages))


def bench(folder, pages):
    shutil.copy(PORTALES, folder / "portales.toml")
    set_up(folder)
    from django.core.management import call_command

    from base.models import PortalSettings
    from scripts import large_sample

    with told("the sample of all portals"):
        for command in ("crear_portales", "cargar_muestra"):
            call_command(command, stdout=StringIO())
    portales = PortalSettings.objects.select_related("site__root_page").order_by("pk")
    record = portales.exclude(tipo="provincial").first()
    before = measure_all(record)
    with told(f"{pages} pages more in {record.nombre}"):
        large_sample.grow_portal(record, entidades=pages * 3 // 5, noticias=pages * 2 // 5)
    show(before, measure_all(record))


def measure_all(record):
    """Return {who: {name: cost}} of the admin's pages in the portal ``record``."""
    # Models refer to each other in cycles: garbage collection among them takes long now and then.
    gc.freeze()
    return {
        who: {name: measure(client, address) for name, address in addresses.items()}
        for who, (client, addresses) in places(record).items()
    }


def places(record):
    """Return {who: (client, {name: address})}: common pages for each role, and some of its own."""
    from django.contrib.auth.models import Group
    from django.urls import reverse

    from base.models import PortalSettings
    from equipos.roles import ADMINISTRADORES, MODERADORES
    from scripts import measuring

    provincial = PortalSettings.objects.select_related("site").get(tipo="provincial")

    def signed_in(name, group):
        return measuring.visitor(provincial, measuring.get_user(name, group))

    pages = measuring.admin_pages(record) | forms_of(record)
    pages |= {
        "images": reverse("wagtailimages:index"),
        "documents": reverse("wagtaildocs:index"),
        "reports": reverse("informes:index"),
    }
    moderators, administrators = (
        Group.objects.get(name=name) for name in (MODERADORES, ADMINISTRADORES)
    )
    people = {"accounts": reverse("wagtailusers_users:index")}
    return {
        "an editor": (signed_in("editora", record.editores), pages),
        "a moderator": (
            signed_in("moderadora", moderators),
            pages | measuring.provincial_admin(),
        ),
        "an administrator": (signed_in("administradora", administrators), pages | people),
        "who answers cases": (
            signed_in("atencion", record.atencion),
            {"cases": reverse("casos:index")},
        ),
    }


def forms_of(record):
    """Return the addresses of the forms of the pages with most inline rows, one of each kind."""
    from django.db.models import Count
    from django.urls import reverse

    from avisos.models import AvisoPage
    from directorio.models import EntidadPage
    from noticias.models import NoticiaPage
    from tramites.models import TramiteLocalPage

    said = {
        "an entity that says much": (EntidadPage, ("contactos", "horarios", "servicios")),
        "an item of news": (NoticiaPage, ("entidades_relacionadas", "correcciones")),
        "an adapted procedure": (TramiteLocalPage, ("oficinas", "costos")),
        "an aviso": (AvisoPage, ("instrucciones",)),
    }
    found = {"the front page": record.site.root_page}
    for name, (model, rows) in said.items():
        total = sum((Count(row, distinct=True) for row in rows[1:]), Count(rows[0], distinct=True))
        pages = model.objects.descendant_of(record.site.root_page).annotate(total=total)
        found[name] = pages.order_by("-total", "path").first()
    return {
        f"form of {name}": reverse("wagtailadmin_pages:edit", args=[page.pk])
        for name, page in found.items()
        if page
    }


def measure(client, address):
    from scripts import measuring

    measuring.ask(client, address)  # fills the caches of the process
    queries = measuring.ask(client, address)[0]
    return ScreenCost(queries, median(compute(client, address) for _ in range(ROUNDS)))


def compute(client, address):
    """Return the CPU milliseconds of this process for one visit."""
    start = time.process_time()
    client.get(address)
    return (time.process_time() - start) * 1000


def show(before, after):
    for who, costs in after.items():
        print(f"\n{who:<32}{'queries':>9}{'more':>6}{'CPU ms':>9}{'more':>6}{'×':>7}")
        for name, cost in costs.items():
            small = before[who][name]
            print(
                f"{name:<32}{small.queries:>9}{cost.queries:>6}{small.ms:9.0f}{cost.ms:6.0f}"
                f"{cost.ms / small.ms:7.2f}  {' '.join(broken(small, cost))}".rstrip()
            )
    print(f"\nmore: with many pages more; !: over {QUERIES} queries or {MS} ms, or with many more")
    print(f"pages over {MORE} times that")


def broken(small, cost):
    """Return marks for the budgets that a page exceeds with the sample or with many more pages."""
    flags = []
    if small.queries > QUERIES or cost.queries > MORE * QUERIES:
        flags.append("! queries")
    if small.ms > MS or cost.ms > MORE * MS:
        flags.append("! time")
    return flags


if __name__ == "__main__":
    main()
