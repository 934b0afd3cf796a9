"""Requests pages like a browser, and measures queries, bytes and times."""

import gzip
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import caches
from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.http import urlencode

from base.models import PortalSettings
from directorio.models import DirectorioIndexPage, EntidadPage
from equipos.roles import MODERADORES
from noticias.models import NoticiasIndexPage
from servidor.caches.generations import EVERYWHERE, NOWHERE, key_of
from tramites.models import TramitePage, TramitesIndexPage

ROUNDS = 7
KB = 1024
# Budgets of the design: queries with cold and warm caches, and transferred bytes.
COLD, WARM = 20, 2
FIRST_PAGE, NEXT_PAGE = 30 * KB, 12 * KB
# Budgets of the admin: queries, and the factor allowed for queries and time in a large installation
# compared with a small one.
ADMIN, MORE = 40, 2
ASSETS = ("css/portal.css", "js/portal.js", "img/iconos.svg")
ICON = 600  # the portal's, which is generated (base/emblemas.py)
# SQLite logs these statements, PostgreSQL does not: transactions do not count as queries.
_TRANSACTIONS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")

# Pages for citizens, of a municipal portal and of the province.
PAGES = {
    "home": "/",
    "directory": "/directorio/",
    "directory, a kind": "/directorio/?tipo=salud",
    "directory, a letter": "/directorio/?letra=F",
    "directory, words": "/directorio/?q=farmacia+muestra",
    "directory on paper": "/directorio/imprimir/",
    "entity": "/directorio/muestra-0/",
    "report of an entity": "/directorio/muestra-0/informar/",
    "procedures": "/tramites/",
    "procedures, a life event": "/tramites/?evento=identidad",
    "procedures, a letter": "/tramites/?letra=c",
    "procedures, words": "/tramites/?q=certificacion+muestra",
    "procedure": "/tramites/muestra-20/",
    "procedure as text": "/tramites/muestra-20/texto/",
    "search": "/buscar/?q=farmacia",
    "search, common word": "/buscar/?q=muestra",
    "map": "/mapa/",
}
MUNICIPAL_PAGES = {
    "entity of the province": "/directorio/provincia/muestra-0/",
    "procedure adapted": "/tramites/muestra-0/",
}
PROVINCIAL_PAGES = {
    "all portals": "/portales/",
    "procedure in all portals": "/portales/?ruta=/tramites/muestra-20/",
}
# Files for programs, measured without budgets.
FILES = {
    "site map": "/sitemap.xml",
    "directory as CSV": "/directorio/csv/",
    "directory as JSON": "/directorio/json/",
    "directory as cards": "/directorio/vcf/",
    "entity as a card": "/directorio/muestra-0/vcf/",
    "procedures as CSV": "/tramites/catalogo/csv/",
    "procedures as JSON": "/tramites/catalogo/json/",
}


OF_CITIZENS = ("a municipality", "the province")
OF_THE_ADMIN = ("an editor", "a moderator")


@dataclass(frozen=True)
class Cost:
    """Queries with cold caches, warm caches and from the page cache, bytes, and milliseconds.

    ``hit`` is None if no cache may store the page.
    """

    cold: int
    warm: int
    hit: int | None
    size: int
    ms: float


def measure_all(slug):
    """Return {group: {name: cost}} of the addresses in :func:`places`."""
    return {
        group: {name: measure(client, address) for name, address in addresses.items()}
        for group, (client, addresses) in places(slug).items()
    }


def places(slug):
    """Return {group: (client, {name: address})} in the portal ``slug`` and in the province."""
    municipal = PortalSettings.objects.select_related("site__root_page").get(slug=slug)
    provincial = PortalSettings.objects.select_related("site__root_page").get(tipo="provincial")
    citizen, of_province = visitor(municipal), visitor(provincial)
    editor = visitor(provincial, get_user("editora", municipal.editores))
    moderator = visitor(provincial, get_user("moderadora", Group.objects.get(name=MODERADORES)))
    return {
        "a municipality": (citizen, PAGES | MUNICIPAL_PAGES),
        "the province": (of_province, PAGES | PROVINCIAL_PAGES),
        "files of a municipality": (citizen, FILES),
        "files of the province": (of_province, FILES),
        "an editor": (editor, admin_pages(municipal)),
        "a moderator": (moderator, admin_pages(provincial) | provincial_admin()),
    }


def visitor(record, user=None):
    """Return a test client for the host of a portal, signed in if ``user`` is given."""
    host = f"{record.site.hostname}:{record.site.port}"
    client = Client(headers={"host": host, "accept-encoding": "gzip"})
    if user:
        client.force_login(user)
    return client


def get_user(name, group):
    user, _created = get_user_model().objects.get_or_create(username=name)
    user.groups.add(group)
    return user


def admin_pages(record):
    """Return the everyday addresses of the admin in the portal ``record``, by name."""
    directory = DirectorioIndexPage.objects.child_of(record.site.root_page).get()
    procedures = TramitesIndexPage.objects.child_of(record.site.root_page).get()
    news = NoticiasIndexPage.objects.child_of(record.site.root_page).get()
    entity = EntidadPage.objects.child_of(directory).order_by("path").first()
    listing, asked = "wagtailadmin_explore", urlencode({"q": entity.title})
    return {
        "dashboard": reverse("wagtailadmin_home"),
        "portal in the explorer": reverse(listing, args=[record.site.root_page_id]),
        "directory in the explorer": reverse(listing, args=[directory.pk]),
        "procedures in the explorer": reverse(listing, args=[procedures.pk]),
        "form of a new item of news": reverse(
            "wagtailadmin_pages:add", args=["noticias", "noticiapage", news.pk]
        ),
        "form of an entity": reverse("wagtailadmin_pages:edit", args=[entity.pk]),
        "form of a new entity": reverse(
            "wagtailadmin_pages:add", args=["directorio", "entidadpage", directory.pk]
        ),
        "choosing an entity": reverse("entidad_chooser:choose"),
        "choosing a procedure": reverse("tramite_chooser:choose"),
        # By the name of one page, because the cost of a longer list depends on its rows.
        "search in the admin": f"{reverse('wagtailadmin_pages:search')}?{asked}",
        "gaps of entities": reverse("faltantes:index"),
        "gaps of procedures": reverse("faltantes_de_tramites:index"),
        "index of presence": reverse("indice_de_presencia:index"),
        "reports of citizens": reverse("informes_de_datos:index"),
        "to be confirmed": reverse("tramites:por_confirmar"),
        "log": reverse("bitacora:index"),
        "list of what is published": reverse("moderacion:lista", args=["publicadas"]),
    }


def provincial_admin():
    procedure = TramitePage.objects.order_by("path").first()
    return {
        "queue": reverse("moderacion:cola"),
        "pages without owner": reverse("moderacion:lista", args=["sin-persona"]),
        "all portals in the explorer": reverse("wagtailadmin_explore_root"),
        "form of a procedure": reverse("wagtailadmin_pages:edit", args=[procedure.pk]),
    }


def measure(client, address):
    """Return the cost of an address; ``ms`` is measured with all caches warm except the page's."""
    forget_all()
    cold = ask(client, address)[0]
    times = []
    for _ in range(ROUNDS):
        forget_pages()
        warm, ms, response = ask(client, address)
        times.append(ms)
    is_kept = not {"no-store", "private"} & set(response.headers["Cache-Control"].split(", "))
    hit = ask(client, address)[0] if is_kept else None
    # The fastest, because other programs of the machine slow down the others.
    return Cost(cold, warm, hit, len(response.content), min(times))


def forget_all():
    for cache in caches.all():
        cache.clear()


def forget_pages():
    """Delete all kept pages; their parts stay valid, because the marks of the portals stay."""
    cache = caches["pages"]
    names = [NOWHERE, EVERYWHERE, *PortalSettings.objects.values_list("slug", flat=True)]
    marks = cache.get_many([key_of(name) for name in names])
    cache.clear()
    cache.set_many(marks, timeout=None)


def ask(client, address):
    """Return (number of queries, milliseconds, response) of one request."""
    reset_queries()  # Django keeps only the last 9 000, and would stop counting
    with CaptureQueriesContext(connection) as queries:
        start = time.perf_counter()
        response = client.get(address)
        ms = (time.perf_counter() - start) * 1000
    if response.status_code != 200:
        raise SystemExit(f"{address}: {response.status_code}")
    asked = [query for query in queries if not query["sql"].startswith(_TRANSACTIONS)]
    return len(asked), ms, response


def assets():
    """Return the bytes, compressed, that a first visit loads besides its page."""
    root = Path(settings.STATIC_ROOT)
    names = (staticfiles_storage.stored_name(name) for name in ASSETS)
    return ICON + sum(len(gzip.compress((root / name).read_bytes(), mtime=0)) for name in names)


# --- On the screen ------------------------------------------------------------------------


def show(before, after):
    """Print both installations side by side, with a mark where the larger exceeds a budget."""
    first = assets()
    print(f"\nA first visit adds {first / KB:.1f} KB of style, script and icons to its page.")
    for group, costs in after.items():
        print(f"\n{group:<30}{'queries':>18}{'KB':>16}{'ms':>8}{'×':>8}")
        for name, cost in costs.items():
            small = before[group][name]
            # The size of files depends on their content: no budget.
            flags = broken(cost, first) if group in OF_CITIZENS else []
            if group in OF_THE_ADMIN:
                flags = slow(cost, small)
            print(
                f"{name:<30}{queries_of(cost):>10}{f'({small.cold}/{small.warm})':>8}"
                f"{cost.size / KB:8.1f}{f'({small.size / KB:.1f})':>8}"
                f"{cost.ms:8.0f}{cost.ms / small.ms:8.2f}  {' '.join(flags)}"
            )
    print("\nqueries: cold/warm/from the page cache; KB compressed; in brackets the small one;")
    print("ms: the fastest with warm caches; ×: so many times the small one; !: over its budget")


def queries_of(cost):
    return f"{cost.cold}/{cost.warm}/{'-' if cost.hit is None else cost.hit}"


def slow(cost, small):
    """Return marks for the budgets that an admin page exceeds, compared with the ``small`` cost."""
    flags = []
    if small.warm > ADMIN or cost.warm > MORE * ADMIN:
        flags.append("! queries")
    if cost.ms > MORE * small.ms:
        flags.append("! time")
    return flags


def broken(cost, first):
    """Return marks for exceeded budgets of a page; a first visit loads ``first`` more bytes."""
    flags = []
    if cost.cold > COLD or cost.warm > WARM or cost.hit:
        flags.append("! queries")
    if cost.size > NEXT_PAGE or cost.size + first > FIRST_PAGE:
        flags.append("! bytes")
    return flags
