"""Measures the cost of pages in a small and a large installation, and what caches save.

Builds both in a temporary folder, the large one by growing the small one, and deletes it.
Queries and bytes are the same on every machine; times are compared as ratios, which hold too.

SIZE=168,3000,40000,50000   municipalities, procedures, entities and news of the large one
DATABASE_URL=…              an empty database to fill, instead of SQLite in the folder
KEEP=folder                 builds in this new folder and keeps it for inspection
"""

import os
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SMALL, LARGE = (3, 30, 100, 0), (168, 3000, 40000, 50000)
FEW, MANY = 30, 300
TOLD = "{} municipalities, {} procedures, {} entities, {} news"
SLUG = "arroyo-alto"  # the first of the municipalities


def main():
    sys.path.insert(0, str(ROOT))
    large = read_size(os.environ.get("SIZE"))
    if keep := os.environ.get("KEEP"):
        folder = Path(keep).resolve()
        if folder.exists():
            sys.exit(f"KEEP: {folder} is already there.")
        folder.mkdir(parents=True)
        bench(folder, large)
    else:
        with tempfile.TemporaryDirectory() as folder:
            bench(Path(folder), large)


def read_size(text):
    if not text:
        return LARGE
    numbers = text.split(",")
    if len(numbers) != len(LARGE) or not all(number.strip().isdecimal() for number in numbers):
        sys.exit("SIZE: four numbers, as in SIZE=20,300,4000,5000")
    size = tuple(map(int, numbers))
    if any(many < few for many, few in zip(size, SMALL, strict=True)):
        sys.exit("SIZE: at least {},{},{},{}, the small installation.".format(*SMALL))
    return size


def bench(folder, large):
    set_up(folder)
    from scripts import large_sample, measuring, search_times

    data = folder / "portales.toml"
    with told(f"small: {TOLD}", SMALL):
        large_sample.grow(data, large_sample.Size(*SMALL))
    news = measure_news(measuring)
    before = measuring.measure_all(SLUG)
    with told(f"large: {TOLD}", large):
        large_sample.grow(data, large_sample.Size(*large))
    with told("crear_portales, with nothing to create"):
        large_sample.create_portales()
    after = measuring.measure_all(SLUG)
    show_news(news)
    measuring.show(before, after)
    search_times.settle()
    search_times.show(search_times.measure_all())


@contextmanager
def told(what, numbers=()):
    """Print how long the block took (context manager)."""
    start = time.perf_counter()
    yield
    print(f"{what.format(*numbers)}: {time.perf_counter() - start:.0f} s", flush=True)


def set_up(folder):
    os.environ.update(
        DJANGO_SETTINGS_MODULE="santiago.settings.demo",
        VAR_DIR=str(folder),
        PORTALES_FILE=str(folder / "portales.toml"),
    )
    for name in ("CACHE_URL", "PAGE_CACHE_URL", "PORT", "PORTAL_HOST_SUFFIX"):
        os.environ.pop(name, None)
    import django
    from django.core.management import call_command

    django.setup()
    from base.models import PortalSettings

    call_command("migrate", verbosity=0)
    if PortalSettings.objects.exists():
        sys.exit("DATABASE_URL: that database has portals; an empty one is needed.")
    call_command("collectstatic", interactive=False, verbosity=0)


# --- News -----------------------------------------------------------------------------------


def measure_news(measuring):
    """Return ({name: cost} of pages with few and many news, milliseconds of a page cache hit)."""
    from base.models import PortalSettings

    record = PortalSettings.objects.select_related("site__root_page").get(slug=SLUG)
    client = measuring.visitor(record)
    rows = {}
    for total in (FEW, MANY):
        fill(record.site.root_page, total)
        rows |= {
            f"home, {total} news": measuring.measure(client, "/"),
            f"news list, {total} news": measuring.measure(client, "/noticias/"),
            f"search, {total} news": measuring.measure(client, "/buscar/?q=noticia"),
        }
    measuring.forget_pages()
    measuring.ask(client, "/")
    hits = [measuring.ask(client, "/")[1] for _ in range(measuring.ROUNDS)]
    return rows, min(hits)


def fill(home, total):
    """Publish news until the portal has ``total`` of them."""
    from noticias.models import NoticiaPage, NoticiasIndexPage

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


def show_news(news):
    rows, hit = news
    print(f"\n{'':<30}{'queries':>16}{'ms':>9}")
    for name, cost in rows.items():
        print(f"{name:<30}{f'{cost.cold}/{cost.warm}/{cost.hit}':>16}{cost.ms:9.1f}")
    missed = rows[f"home, {MANY} news"].ms
    print(f"\n{'a page cache hit is faster by':<32}× {missed / hit:.2f}")
    for name in ("news list", "search"):
        ratio = rows[f"{name}, {MANY} news"].ms / rows[f"{name}, {FEW} news"].ms
        print(f"{f'ten times the news: {name}':<32}× {ratio:.2f}")


if __name__ == "__main__":
    main()
