"""The ten portals with their sample: a robot follows every link of every host."""

from html import unescape
from io import StringIO
from urllib.parse import parse_qsl, urljoin, urlsplit

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client, TestCase, override_settings
from django.utils import timezone
from wagtail.models import Page, Site
from wagtail_localize.models import String

from base.models import PortalDocument, PortalImage, PortalSettings
from base.portales import read_portales
from directorio.models import EntidadPage
from home.models import StandardPage
from noticias.models import NoticiaPage
from santiago.settings.test import PORTALES_FILE
from tests.budgets import COLD, WARM, queries, told
from tests.conftest import portal_fixture
from tests.factories import NO_TASKS
from tests.muestra.cargada import NOTICE, load
from tests.reading import document, is_a_time, links, soup, text
from tests.traducir import translate_one_of_each_kind

# One process makes the sample for all these tests.
pytestmark = pytest.mark.xdist_group("the ten portals")

SLUGS = [portal.slug for portal in read_portales(PORTALES_FILE)]
PORT = 8000
# Paths of pages of the province that a municipality shows.
LENT = (
    "/tramites/",
    "/directorio/provincia/",
    "/avisos/provincia/",
    "/transparencia/provincia/",
)
# Follow lists with up to two filters: those with all four would be half of all addresses.
NARROWED_BY = 2


@pytest.fixture(scope="module")
def sample(django_db_setup, django_db_blocker):
    """Portals and sample content, made once by the real commands and rolled back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        with TestCase.captureOnCommitCallbacks(execute=True), override_settings(TASKS=NO_TASKS):
            call_command("crear_portales", stdout=StringIO())
            said = load()
        yield said
        transaction.set_rollback(True)


@pytest.fixture
def hosts(sample, db):
    """Return {slug: host} of the ten portals."""
    records = PortalSettings.objects.select_related("site")
    return {record.slug: f"{record.site.hostname}:{PORT}" for record in records}


def get(host, path):
    return Client(headers={"host": host}, SERVER_PORT=str(PORT)).get(path)


def crawl(host, *start, within="/", narrowed_by=NARROWED_BY):
    """Return {path: response} of all pages ``within`` that can be reached from ``start``.

    Lists are followed with at most ``narrowed_by`` filters. HTML responses get their parsed
    ``document``, as lxml has it: there are thousands of them.
    """
    root = f"http://{host}"
    found, waiting = {}, [*start]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found[path] = response = get(host, path)
        if not response["Content-Type"].startswith("text/html") or not response.content:
            continue
        response.document = document(response)
        for href in response.document.xpath("//a/@href | //link/@href"):
            url = urlsplit(urljoin(f"{root}{path}", href))
            is_ours = url.scheme == "http" and url.netloc == host
            is_wanted = url.path.startswith(within) and len(parse_qsl(url.query)) <= narrowed_by
            is_file = url.path.startswith(("/static/", "/media/", "/documentos/", "/archivo/"))
            if is_ours and is_wanted and not is_file:
                waiting.append(f"{url.path}?{url.query}" if url.query else url.path)
    return found


def site_map(response):
    """Return the addresses in the site map."""
    return [urlsplit(location.string) for location in soup(response).find_all("loc")]


def is_page(response):
    return response.status_code == 200 and response["Content-Type"].startswith("text/html")


def test_the_sample_fills_all_ten_with_what_is_true_of_each(sample, db):
    portales = read_portales(PORTALES_FILE)
    assert [line.partition(":")[0] for line in sample] == [portal.etiqueta for portal in portales]
    assert Page.find_problems() == ([], [], [], [], [])
    titles = []
    for portal in portales:
        fixture = portal_fixture(portal.slug)
        noticias = NoticiaPage.objects.child_of(fixture.noticias).live()
        assert noticias.count() == (15 if portal.es_provincial else 9)
        assert noticias.filter(imagen_portada=None).count() <= noticias.count() - 2
        shared = noticias.filter(compartir_con_provincia=True).count()
        assert shared == (0 if portal.es_provincial else 2)
        assert len({noticia.categoria_id for noticia in noticias}) >= 3
        assert len({noticia.fecha.strftime("%Y-%m") for noticia in noticias}) >= 3
        assert all(noticia.fecha <= timezone.localdate() for noticia in noticias)
        titles += {noticia.title for noticia in noticias}

        for model in (PortalImage, PortalDocument):
            own = model.objects.filter(title__endswith=f"({portal.etiqueta})")
            assert own.exists()
            assert set(own.values_list("collection", flat=True)) == {fixture.collection.pk}
    assert len(titles) == len(set(titles)), "two portals tell the same"


@pytest.mark.parametrize("portal", read_portales(PORTALES_FILE), ids=lambda portal: portal.slug)
def test_a_portal_of_the_sample_tells_what_is_known_of_its_place(portal, sample, db):
    fixture = portal_fixture(portal.slug)
    datos = PortalSettings.objects.get(slug=portal.slug)
    assert NOTICE in text(fixture.get())
    assert datos.correo.endswith("@muestra.invalid")
    # The sample shows the index in the province and in some municipalities to compare.
    is_shown = portal.slug in ("provincia", "contramaestre", "mella", "san-luis", "songo-la-maya")
    presence = fixture.get("/transparencia/presencia/")
    assert presence.status_code == (200 if is_shown else 404)
    assert all(link.value["numero"].startswith("22 00000") for link in datos.telefonos)
    menu = links(fixture.get(), within="header nav")
    assert len(menu) == 7, menu

    territorio = "La provincia" if portal.es_provincial else "El municipio"
    page = StandardPage.objects.child_of(fixture.home).get(title=territorio)
    about = text(fixture.get(page.get_url()))
    assert portal.sede in about
    # A space that does not break separates the thousands.
    figure = f"{portal.poblacion:,}".replace(",", " ")
    assert f"{figure} habitantes ({portal.poblacion_anio})" in about


# A crawl takes half a minute, and municipalities differ only in their data.
SOME = SLUGS[:2]
MUNICIPALITY = SOME[1]
COMPARED = ("/transparencia/comparar/", "/transparencia/planteamientos/")


@pytest.mark.parametrize("slug", SOME)
def test_every_link_of_a_portal_leads_to_a_page_of_that_portal(hosts, slug):
    host = hosts[slug]
    others = {other for other in hosts.values() if other != host}
    # Lists have the same filters in all portals.
    narrowed_by = NARROWED_BY if slug == "provincia" else 1
    found = crawl(host, "/", "/sitemap.xml", "/robots.txt", narrowed_by=narrowed_by)
    assert {path: r.status_code for path, r in found.items() if r.status_code != 200} == {}

    visited = {urlsplit(path).path for path in found}
    live = {
        page.get_url_parts()[2]
        for page in Site.objects.get(hostname=host.partition(":")[0], port=PORT)
        .root_page.get_descendants(inclusive=True)
        .live()
        .public()
    }
    assert live <= visited, "pages that no link leads to"
    assert {url.path for url in site_map(found["/sitemap.xml"])} <= visited
    for kind in ("/noticias/rss/", "/noticias/atom/", "/sitemap.xml", "/robots.txt", "/buscar/"):
        assert kind in visited
    assert any(path.startswith("/noticias/categoria/") for path in visited)
    assert any(path.startswith("/noticias/20") for path in visited)

    name = PortalSettings.objects.get(slug=slug).titulo
    for path, response in found.items():
        if not is_page(response):
            continue
        page = response.document
        assert page.get("lang") == "es-CU", path
        assert name in page.findtext(".//title"), path
        assert not [tag.attrib for tag in page.iter("time") if not is_a_time(tag)], path
        for canonical in page.cssselect("link[rel~=canonical]")[:1]:
            is_lent = path.startswith(LENT) and slug != "provincia"
            owners = [host, hosts["provincia"]] if is_lent else [host]
            own = tuple(f"http://{owner}/" for owner in owners)
            assert canonical.get("href").startswith(own), path
        for href in page.xpath("//a/@href"):
            url = urlsplit(href)
            if url.netloc in others:
                # The front page of another portal; in the province also a shared news item, or the
                # same procedure in a municipality.
                is_shared = (
                    slug == "provincia" and path == "/" and url.path.startswith("/noticias/")
                )
                is_same = slug == "provincia" and url.path == path
                # The entidad above an office or a procedure, if it serves no people itself; and the
                # indicators of an entidad that does.
                is_elsewhere = (
                    path.startswith(("/tramites/", "/directorio/", "/transparencia/"))
                    and url.netloc == hosts["provincia"]
                    and url.path.startswith("/directorio/")
                )
                # The comparisons of the province, and the pages that they compare.
                is_compared = (slug == "provincia" and path.startswith(COMPARED)) or (
                    url.netloc == hosts["provincia"] and url.path.startswith(COMPARED)
                )
                is_known = is_shared or is_same or is_elsewhere or is_compared
                assert url.path == "/" or is_known, path


@pytest.mark.parametrize("slug", SLUGS)
def test_the_site_map_names_the_pages_of_its_own_host_only(hosts, slug):
    host = hosts[slug]
    urls = site_map(get(host, "/sitemap.xml"))
    assert len(urls) > 10
    assert {url.netloc for url in urls} == {host}
    # The crawl has requested those of ``SOME``. The other portals have similar pages, so each of
    # them requests a part.
    for url in urls[SLUGS.index(slug) :: len(SLUGS) - len(SOME)]:
        assert get(host, url.path).status_code == 200, url.path


@pytest.mark.parametrize("slug", SLUGS)
def test_what_a_portal_lacks_is_not_found_in_its_own_dress(hosts, slug):
    response = get(hosts[slug], "/no-existe/")
    assert response.status_code == 404
    page = soup(response)
    assert page.html["lang"] == "es-CU"
    assert PortalSettings.objects.get(slug=slug).titulo in page.title.string
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"


def test_the_news_of_a_portal_are_found_in_no_other(hosts):
    for slug in SOME:
        host = hosts[slug]
        site = Site.objects.get(hostname=host.partition(":")[0], port=PORT)
        news = NoticiaPage.objects.descendant_of(site.root_page).live()
        foreign = set(
            NoticiaPage.objects.live().exclude(pk__in=news).values_list("slug", flat=True)
        )
        for path in foreign - set(news.values_list("slug", flat=True)):
            assert get(host, f"/noticias/{path}/").status_code == 404, (slug, path)


@pytest.fixture(scope="module")
def in_english(sample, django_db_blocker):
    """{slug: pages} with one English page of each kind, in the province and in a municipality."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield {
            slug: translate_one_of_each_kind(portal_fixture(slug).home)
            for slug in ("provincia", MUNICIPALITY)
        }
        transaction.set_rollback(True)


@pytest.mark.parametrize("slug", ["provincia", MUNICIPALITY])
def test_every_kind_of_page_keeps_its_budget_in_each_language(in_english, hosts, slug):
    """Every entidad is measured, because each has other content below it."""
    portal = portal_fixture(slug)
    spanish = list(portal.home.get_descendants(inclusive=True).live().specific())
    kinds = {type(page): page for page in reversed(spanish)}
    entities = [page for page in spanish if isinstance(page, EntidadPage)]
    over = []
    for page in {*in_english[slug], *kinds.values(), *entities}:
        path = page.get_url_parts()[2]
        queries(portal, path)  # makes the renditions, as only the very first visit does
        cold = queries(portal, path)
        warm = queries(portal, path, warm=True)
        assert warm, f"{path} came out of the page cache: nothing was measured"
        if len(cold) > COLD or len(warm) > WARM:
            over.append(f"{path}: {told(cold)}\nand then {told(warm)}")
    assert not over, "\n\n".join(over)


def spanish_texts():
    """Return the Spanish titles, and the texts that translators get.

    Single words are left out, since they may be the same in English.
    """
    titles = Page.objects.filter(locale__language_code="es").values_list("title", flat=True)
    texts = {unescape(text) for text in String.objects.values_list("data", flat=True)}
    names = PortalSettings.objects.values_list("nombre", flat=True)
    return {text for text in {*titles, *texts} - {*names} if " " in text}


def not_marked(page, spanish):
    """Return the Spanish texts that an English page does not mark with a ``lang``."""
    found = page.xpath(
        "//text()[ancestor::header or ancestor::main][ancestor::*[@lang][1]/@lang = 'en']"
    )
    return {text for text in (" ".join(text.split()) for text in found) if text in spanish}


def test_english_pages_lead_to_english_pages_and_say_what_is_spanish(in_english, hosts):
    pages = in_english[MUNICIPALITY]
    assert len(pages) > 25
    spanish = spanish_texts()
    found = crawl(hosts[MUNICIPALITY], "/en/", "/en/no-existe/", within="/en/", narrowed_by=0)
    assert {page.get_url_parts()[2] for page in pages} <= found.keys()
    assert found.pop("/en/no-existe/").status_code == 404
    wrong = {}
    for path, response in found.items():
        if response.status_code == 302:
            assert response["Location"].endswith("?desde=en"), path
        elif response.status_code != 200:
            wrong[path] = response.status_code
        elif is_page(response):
            page = response.document
            assert page.get("lang") == "en", path
            if texts := not_marked(page, spanish):
                wrong[path] = texts
    assert wrong == {}
