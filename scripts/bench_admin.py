"""What the pages of the admin cost: with the sample of all portals, and with many more in one.

Told is the time that this process computes, which other programs of the machine hardly change,
and not what passes on the clock. Of a database that is a server only the waiting is left out.

PAGES=5000   how many pages the portal gets beside its sample
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
# The budgets: with the sample, and how many times those with so many pages in the portal.
QUERIES, MS, MORE = 40, 200, 2


@dataclass(frozen=True)
class Cost:
    """Queries, and milliseconds of computing: half of the visits took less."""

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
    """Return {who: {name: cost}} of the pages of the admin in the portal ``record``."""
    # Models refer to each other in circles: to look for litter there takes long now and then.
    gc.freeze()
    return {
        who: {name: measure(client, address) for name, address in addresses.items()}
        for who, (client, addresses) in places(record).items()
    }


def places(record):
    """Return {who: (browser, {name: address})}: the same pages for each, and some of their own."""
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
    """The forms of the pages of the portal that say most of themselves, one of a kind."""
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

    measuring.ask(client, address)  # what the process remembers
    queries = measuring.ask(client, address)[0]
    return Cost(queries, median(compute(client, address) for _ in range(ROUNDS)))


def compute(client, address):
    """Return the milliseconds that the process computes for one visit."""
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
    """Name the budgets that a page breaks with the sample or with many pages more."""
    flags = []
    if small.queries > QUERIES or cost.queries > MORE * QUERIES:
        flags.append("! queries")
    if small.ms > MS or cost.ms > MORE * MS:
        flags.append("! time")
    return flags


if __name__ == "__main__":
    main()
