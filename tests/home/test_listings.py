"""No list shows pages of other portals, drafts or private pages."""

from datetime import date
from urllib.parse import urlsplit

import pytest

from home.models import HomePage, StandardPage
from noticias.models import DecisionDeLaProvincia, NoticiaPage, NoticiasIndexPage
from search.indice import indexed_at_once
from tests.factories import (
    add_page,
    get_categoria,
    make_noticia,
    make_page,
    make_private,
    publish,
    publish_in_english,
)
from tests.reading import links, soup, text

# Each title holds the word of the search test.
OWN, OTHERS, PROVINCIAL = "Anuncio propio", "Anuncio vecino", "Anuncio provincial"
DRAFT, PRIVATE, INSIDE, WITHDRAWN = (
    "Anuncio borrador",
    "Anuncio privado",
    "Anuncio interior",
    "Anuncio retirado",
)
NEVER = [OTHERS, PROVINCIAL, DRAFT, PRIVATE, INSIDE, WITHDRAWN]


@pytest.fixture(scope="module")
def _anuncios(once):
    once(_make_anuncios)


@indexed_at_once()
def _make_anuncios(portales):
    alfa = portales.alfa
    same_day = {"fecha": date(2026, 11, 24), "categoria": get_categoria("cultura")}
    for make, fields in ((make_noticia, same_day), (make_page, {"show_in_menus": True})):
        make(alfa, OWN, **fields)
        make(portales.beta, OTHERS, **fields)
        make(portales.provincia, PROVINCIAL, **fields)
        make(alfa, DRAFT, live=False, **fields)
        make_private(make(alfa, PRIVATE, **fields))
        make(alfa, WITHDRAWN, **fields).unpublish()
    section = make_page(alfa, "Sección reservada")
    make_page(alfa, INSIDE, parent=section, show_in_menus=True)
    make_private(section)


@pytest.fixture
def anuncios(_anuncios, portales):
    """The same news and pages in every portal; Alfa may list only its own public ones."""
    return portales


LISTS = [
    "/",
    "/noticias/",
    "/noticias/2026/11/",
    "/noticias/categoria/cultura/",
    "/noticias/rss/",
    "/noticias/atom/",
    "/noticias/json/",
    "/noticias/categoria/cultura/rss/",
    "/noticias/categoria/cultura/atom/",
    "/sitemap.xml",
    "/buscar/?q=anuncio",
    "/mapa/",
    "/noticias/anuncio-propio/",
    "/anuncio-propio/",
    "/no-existe/",
]


@pytest.mark.on_both_databases
@pytest.mark.parametrize("path", LISTS)
def test_only_the_own_public_pages_are_listed_on(path, anuncios):
    content = anuncios.alfa.get(path).content.decode()
    if path == "/sitemap.xml":
        assert "/anuncio-propio/" in content
        for title in NEVER:
            assert title.lower().replace(" ", "-") not in content
    else:
        assert OWN in content
        for title in NEVER:
            assert title not in content


def test_the_menu_shows_the_own_public_pages(anuncios):
    menu = links(anuncios.alfa.get(), within='nav[aria-label="Principal"]')
    assert menu == {
        "Inicio": "/",
        "Noticias": "/noticias/",
        "Trámites y servicios": "/tramites/",
        "Directorio": "/directorio/",
        "Gobierno": "/gobierno/",
        "Transparencia": "/transparencia/",
        OWN: "/anuncio-propio/",
    }


def test_a_page_of_another_portal_is_not_found_by_its_path(anuncios):
    assert anuncios.beta.get("/anuncio-vecino/").status_code == 200
    assert anuncios.alfa.get("/anuncio-vecino/").status_code == 404
    assert anuncios.alfa.get("/noticias/anuncio-vecino/").status_code == 404
    for path in ("/portal-beta/es/anuncio-vecino/", "/portal-alfa/", "/es/anuncio-vecino/"):
        assert anuncios.alfa.get(path).status_code == 404
    # Paths of older portals below «/es» are looked up in this one.
    assert anuncios.alfa.get("/es/")["Location"] == "/"


def test_drafts_and_withdrawn_pages_are_not_found(anuncios):
    for path in ("/anuncio-borrador/", "/anuncio-retirado/", "/noticias/anuncio-borrador/"):
        assert anuncios.alfa.get(path).status_code == 404


def test_a_private_page_asks_for_its_password_and_shows_nothing(anuncios):
    for path in ("/anuncio-privado/", "/seccion-reservada/anuncio-interior/"):
        response = anuncios.alfa.browser().get(path, follow=True)
        assert "Esta página pide una contraseña" in response.content.decode()
        assert "Resumen de Anuncio" not in response.content.decode()


def test_a_whole_private_portal_lists_nothing(anuncios):
    make_private(anuncios.alfa.home)
    for path in ("/sitemap.xml", "/buscar/?q=anuncio", "/", "/noticias/", "/noticias/rss/"):
        assert OWN not in anuncios.alfa.get(path).content.decode()
        assert "anuncio-propio" not in anuncios.alfa.get(path).content.decode()


@pytest.mark.on_both_databases
def test_the_sitemap_lists_each_public_address_once_with_its_host(anuncios):
    found = [tag.get_text() for tag in soup(anuncios.alfa.get("/sitemap.xml")).find_all("loc")]
    url = anuncios.alfa.url
    assert sorted(found) == [
        f"{url}/",
        f"{url}/agenda/",
        f"{url}/anuncio-propio/",
        f"{url}/atencion/",
        f"{url}/avisos/",
        f"{url}/consultas/",
        f"{url}/directorio/",
        f"{url}/gobierno/",
        f"{url}/noticias/",
        f"{url}/noticias/anuncio-propio/",
        f"{url}/tramites/",
        f"{url}/transparencia/",
        f"{url}/transparencia/planteamientos/",
    ]


def test_the_sitemap_lists_other_languages_once_they_are_live(anuncios):
    publish_in_english(anuncios.alfa)
    found = [tag.get_text() for tag in soup(anuncios.alfa.get("/sitemap.xml")).find_all("loc")]
    assert f"{anuncios.alfa.url}/en/" in found
    assert len(found) == len(set(found))


def test_robots_are_told_the_sitemap_of_this_portal(alfa):
    response = alfa.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    lines = response.content.decode().splitlines()
    assert f"Sitemap: {alfa.url}/sitemap.xml" in lines
    assert "Disallow: /admin/" in lines
    assert "Disallow: /" not in lines


# --- News that municipalities share with the province ------------------------


@pytest.fixture
def shared(portales):
    alfa, beta = portales.alfa, portales.beta
    yes = {"compartir_con_provincia": True}
    make_noticia(alfa, OWN, **yes)
    make_noticia(beta, "Anuncio de Beta", **yes)
    make_noticia(alfa, "Solo para Alfa")
    make_noticia(alfa, DRAFT, live=False, **yes)
    make_private(make_noticia(alfa, PRIVATE, **yes))
    make_noticia(alfa, WITHDRAWN, **yes).unpublish()
    make_noticia(portales.provincia, PROVINCIAL, **yes)
    return portales


def shared_links(portales):
    section = soup(portales.provincia.get()).find(string="De los municipios")
    return {a.get_text(): a["href"] for a in section.find_parent("section").find_all("a")}


def test_the_province_shows_shared_news_at_their_own_address(shared):
    assert shared_links(shared) == {
        OWN: f"{shared.alfa.url}/noticias/anuncio-propio/",
        "Anuncio de Beta": f"{shared.beta.url}/noticias/anuncio-de-beta/",
    }


def test_the_province_says_which_portal_shared_news_come_from(shared):
    link = soup(shared.provincia.get()).find("a", string=OWN)
    assert "Alfa" in link.find_parent("article").get_text()


def test_shared_news_stay_out_of_the_other_lists_of_the_province(shared):
    for path in ("/noticias/", "/noticias/rss/", "/sitemap.xml", "/buscar/?q=anuncio"):
        content = shared.provincia.get(path).content.decode()
        assert OWN not in content
        assert "anuncio-propio" not in content
    assert shared.provincia.get("/noticias/anuncio-propio/").status_code == 404


def test_municipalities_do_not_show_what_others_share(shared):
    assert "Anuncio de Beta" not in shared.alfa.get().content.decode()
    assert "De los municipios" not in shared.alfa.get().content.decode()


def test_without_shared_news_there_is_no_empty_box(portales):
    assert "De los municipios" not in portales.provincia.get().content.decode()


def test_a_draft_that_proposes_sharing_changes_nothing_until_it_is_published(portales, committed):
    page = make_noticia(portales.alfa, OWN)
    DecisionDeLaProvincia.objects.create(noticia=page, aceptada=True)  # of an earlier proposal
    page.compartir_con_provincia = True
    page.save_revision()
    assert OWN not in portales.provincia.get().content.decode()
    with committed():
        page.get_latest_revision().publish()
    assert OWN in portales.provincia.get().content.decode()


def test_english_news_do_not_show_on_the_spanish_province(shared):
    english = publish_in_english(shared.alfa)
    section = add_page(NoticiasIndexPage, english, title="News", slug="news")
    add_page(
        NoticiaPage,
        section,
        title="An announcement",
        fecha=date(2026, 11, 24),
        compartir_con_provincia=True,
    )
    assert "An announcement" not in shared.provincia.get().content.decode()


# --- Quick links and calls to action --------------------------------------------


def set_quick_links(portal, *pages):
    home = HomePage.objects.get(pk=portal.home.pk)
    home.accesos = HomePage._meta.get_field("accesos").to_python(
        [{"type": "acceso", "value": {"pagina": page.pk, "texto": ""}} for page in pages]
    )
    publish(home)


def test_quick_links_lead_to_public_pages(alfa):
    set_quick_links(alfa, make_page(alfa, "Pagar la luz"))
    url = links(alfa.get(), within="main")["Pagar la luz"]
    assert alfa.get(url).status_code == 200
    assert urlsplit(url).path == "/pagar-la-luz/"


def test_quick_links_leave_out_what_citizens_may_not_see(alfa):
    private = make_page(alfa, PRIVATE)
    make_private(private)
    withdrawn = make_page(alfa, WITHDRAWN)
    set_quick_links(alfa, make_page(alfa, DRAFT, live=False), private, withdrawn)
    withdrawn.unpublish()
    page = alfa.get().content.decode()
    for title in (DRAFT, PRIVATE, WITHDRAWN):
        assert title not in page


def test_a_quick_link_to_a_deleted_page_disappears(alfa):
    page = make_page(alfa, "Pagar la luz")
    set_quick_links(alfa, page, make_page(alfa, "Pagar el agua"))
    StandardPage.objects.get(pk=page.pk).delete()
    response = alfa.get()
    assert response.status_code == 200
    assert "Pagar la luz" not in response.content.decode()
    assert "Pagar el agua" in response.content.decode()


def test_a_page_is_as_private_as_what_is_above_it_and_as_what_it_repeats(alfa):
    original = make_page(alfa, "Original", parent=make_page(alfa, "Reservado"))
    alias = original.create_alias(parent=make_page(alfa, "Otro lugar"), update_slug="repetida")
    twice = alias.create_alias(parent=make_page(alfa, "Uno más"), update_slug="dos-veces")
    pages = [original, alias, twice]

    def ask_for_a_password():
        answers = [alfa.browser().get(page.get_url(), follow=True) for page in pages]
        return ["Esta página pide una contraseña" in text(answer) for answer in answers]

    restriction = make_private(original)
    assert ask_for_a_password() == [True, True, True]
    restriction.delete()
    make_private(original.get_parent())
    assert ask_for_a_password() == [True, False, False]
