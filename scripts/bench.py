"""What the page cache and paging save, as ratios: those hold on any machine.

Builds the ten portals in a temporary folder and fills one with news and entities; leaves
nothing behind.
"""

import os
import sys
import tempfile
import time
from datetime import date, timedelta
from datetime import time as clock
from io import StringIO
from pathlib import Path
from statistics import median

ROUNDS = 15
FEW, MANY = 30, 300
HOST = "guama.localhost:8000"
DIRECTORY_SEARCH = "/directorio/?q=entidad&letra=E"


def set_up(var_dir):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    os.environ.update(DJANGO_SETTINGS_MODULE="santiago.settings.demo", VAR_DIR=var_dir)
    for name in ("DATABASE_URL", "CACHE_URL", "PAGE_CACHE_URL", "PORT", "PORTAL_HOST_SUFFIX"):
        os.environ.pop(name, None)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("crear_portales", stdout=StringIO())
    call_command("collectstatic", interactive=False, verbosity=0)


def fill(total):
    """Publish news until the portal has ``total`` of them."""
    from wagtail.models import Site

    from noticias.models import NoticiaPage, NoticiasIndexPage

    home = Site.objects.get(hostname=HOST.partition(":")[0]).root_page
    index = NoticiasIndexPage.objects.child_of(home).get()
    for number in range(NoticiaPage.objects.child_of(index).count(), total):
        index.add_child(
            instance=NoticiaPage(
                title=f"Noticia {number}",
                slug=f"noticia-{number}",
                resumen="Resumen de la noticia, tan largo como suelen ser los resúmenes.",
                fecha=date(2026, 11, 1) - timedelta(days=number),
                locale=index.locale,
            )
        )
        index.refresh_from_db()


def fill_directory(total):
    """Add entities, each with a telephone and its hours, until the directory has ``total``."""
    from wagtail.models import Site

    from directorio.models import (
        Contacto,
        DirectorioIndexPage,
        EntidadPage,
        Horario,
        TipoEntidad,
    )

    home = Site.objects.get(hostname=HOST.partition(":")[0]).root_page
    index = DirectorioIndexPage.objects.child_of(home).get()
    kinds = list(TipoEntidad.objects.filter(locale__language_code="es"))
    for number in range(EntidadPage.objects.child_of(index).count(), total):
        entidad = EntidadPage(
            title=f"Entidad {number}",
            slug=f"entidad-{number}",
            resumen="Resumen de la entidad, tan largo como suelen ser los resúmenes.",
            tipo=kinds[number % len(kinds)],
            calle="Calle de muestra",
            locale=index.locale,
        )
        entidad.contactos.add(Contacto(canal="telefono", valor="+53 22 000000"))
        entidad.horarios.add(Horario(dia="lu-vi", abre=clock(8), cierra=clock(17)))
        index.add_child(instance=entidad)
        index.refresh_from_db()


def measure(path, *, cached):
    """Return the median of some requests in milliseconds, and the queries of the last."""
    from django.core.cache import caches
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": HOST})
    client.get(path)
    times = []
    for _ in range(ROUNDS):
        if not cached:
            caches["pages"].clear()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            start = time.perf_counter()
            response = client.get(path)
            times.append((time.perf_counter() - start) * 1000)
        if response.status_code != 200:
            sys.exit(f"{path}: {response.status_code}")
    return median(times), len(queries)


def main():
    with tempfile.TemporaryDirectory() as var_dir:
        set_up(var_dir)
        fill(FEW)
        rows = {
            "home, page cache missed": measure("/", cached=False),
            "home, page cache hit": measure("/", cached=True),
            f"news list, {FEW} items": measure("/noticias/", cached=False),
            "search, few items": measure("/buscar/?q=noticia", cached=False),
        }
        fill_directory(FEW)
        rows |= {
            f"directory, {FEW} entities": measure("/directorio/", cached=False),
            "directory filtered, few": measure(DIRECTORY_SEARCH, cached=False),
        }
        fill(MANY)
        fill_directory(MANY)
        rows |= {
            f"directory, {MANY} entities": measure("/directorio/", cached=False),
            "directory filtered, many": measure(DIRECTORY_SEARCH, cached=False),
            "entity": measure("/directorio/entidad-7/", cached=False),
            f"news list, {MANY} items": measure("/noticias/", cached=False),
            "search, many items": measure("/buscar/?q=noticia", cached=False),
        }
    print(f"{'':<28}{'ms':>8}{'queries':>9}")
    for name, (milliseconds, queries) in rows.items():
        print(f"{name:<28}{milliseconds:8.1f}{queries:9}")
    print()
    for name, above, below in (
        ("a page cache hit is faster by", "home, page cache missed", "home, page cache hit"),
        ("ten times the news: list", f"news list, {MANY} items", f"news list, {FEW} items"),
        (
            "ten times the entities: list",
            f"directory, {MANY} entities",
            f"directory, {FEW} entities",
        ),
        ("ten times: filter", "directory filtered, many", "directory filtered, few"),
        ("ten times the news: search", "search, many items", "search, few items"),
    ):
        print(f"{name:<32}× {rows[above][0] / rows[below][0]:.2f}")


if __name__ == "__main__":
    main()
