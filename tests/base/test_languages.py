"""Spanish has no prefix; English is below /en/, and only where a translation exists."""

from datetime import date

import pytest
from django.core.cache import cache
from wagtail.models import Page, Site

from home.models import HomePage, StandardPage
from noticias.models import NoticiaPage, NoticiasIndexPage
from tests.factories import add_page, make_noticia, make_page, publish, publish_in_english
from tests.reading import rel, soup, text, xml
from tests.traducir import texts_to_translate, translate


def switcher(response, label="Idioma"):
    nav = soup(response).find("nav", attrs={"aria-label": label})
    return nav and {a.get_text(): (a["href"], a["hreflang"]) for a in nav.find_all("a")}


@pytest.mark.parametrize("path", ["/", "/noticias/", "/noticias/una-noticia/", "/contactos/"])
def test_an_english_address_without_translation_leads_to_the_spanish_one(alfa, path):
    make_noticia(alfa, "Una noticia")
    make_page(alfa, "Contactos")
    response = alfa.get(f"/en{path}")
    assert response.status_code == 302
    assert response["Location"] == f"{path}?desde=en"
    note = soup(alfa.get(response["Location"])).main.find(lang="en")
    assert "only in Spanish" in note.get_text()
    # There is no English home page to link to.
    assert note.a is None


@pytest.mark.parametrize("title", ["En vivo", "Es hora", "HT al día"])
def test_a_page_whose_name_begins_like_a_language_is_found(alfa, title):
    page = make_page(alfa, title)
    response = alfa.get(page.get_url())
    assert response.status_code == 200
    assert response["Content-Language"] == "es"


def test_an_address_kept_from_before_the_translation_says_nothing_untrue(alfa, committed):
    publish_in_english(alfa)
    page = make_page(alfa, "Contactos")
    address = "/contactos/?desde=en"
    assert "only in Spanish" in text(alfa.get(address))
    with committed():
        translate(page, dict.fromkeys(texts_to_translate(page), "contacts"))
    assert "only in Spanish" not in text(alfa.get(address))
    assert alfa.get("/en/contactos/")["Location"] == "/en/contacts/"


def test_an_english_address_of_nothing_is_not_found(alfa):
    assert alfa.get("/en/nada/").status_code == 404


def test_without_translation_there_is_no_switcher(alfa):
    make_noticia(alfa, "Una noticia")
    for path in ("/", "/noticias/", "/noticias/una-noticia/", "/buscar/", "/nada/"):
        response = alfa.get(path)
        assert switcher(response) is None
        assert rel(response, "alternate", hreflang=True) == []


@pytest.fixture
def english(alfa):
    return publish_in_english(
        alfa, title="Citizen's portal of Alfa", pregunta="What do you need to do?"
    )


def test_a_live_translation_is_served_in_its_language(alfa, english):
    response = alfa.get("/en/")
    assert response.status_code == 200
    page = soup(response)
    assert page.html["lang"] == "en"
    assert page.main.find("form", role="search").label.get_text() == "What do you need to do?"
    assert page.main.find("form", role="search")["action"] == "/en/buscar/"


def test_the_portal_has_its_name_in_the_language_of_the_reader(alfa, english):
    home = soup(alfa.get("/en/"))
    assert home.h1.get_text() == "Citizen's portal of Alfa"
    assert home.footer.find(string="Citizen's portal of Alfa")
    assert "Citizen's portal of Alfa" in soup(alfa.get("/en/nada/")).title.get_text()
    assert soup(alfa.get("/")).h1.get_text() == "Portal del Ciudadano de Alfa"


def test_both_languages_lead_to_each_other(alfa, english):
    assert switcher(alfa.get("/")) == {"English": ("/en/", "en")}
    english_links = switcher(alfa.get("/en/"), label="Language")
    assert english_links == {"Español": ("/", "es-CU")}


def test_robots_learn_of_both_languages(alfa, english):
    for path in ("/", "/en/"):
        alternates = {
            tag["hreflang"]: tag["href"]
            for tag in soup(alfa.get(path)).head.find_all("link", rel="alternate", hreflang=True)
        }
        spanish = f"{alfa.url}/"
        assert alternates == {"es": spanish, "x-default": spanish, "en": f"{alfa.url}/en/"}
    assert rel(alfa.get("/en/"), "canonical") == [f"{alfa.url}/en/"]


def test_the_site_map_tells_the_languages_of_each_page(alfa, english):
    make_page(alfa, "Contactos")
    told = {}
    for url in xml(alfa.get("/sitemap.xml")).iterfind("{*}url"):
        links = url.iterfind("{http://www.w3.org/1999/xhtml}link")
        told[url.findtext("{*}loc")] = {tag.get("hreflang"): tag.get("href") for tag in links}
    spanish, there = f"{alfa.url}/", f"{alfa.url}/en/"
    versions = {"es": spanish, "en": there, "x-default": spanish}
    assert told[spanish] == told[there] == versions
    assert told[f"{alfa.url}/contactos/"] == {}


def test_the_site_map_is_read_where_a_page_stands_among_those_of_another_language(alfa):
    page = make_page(alfa, "Contacts", parent=alfa.home_en)
    Page.objects.get(pk=page.pk).move(Page.objects.get(pk=alfa.home.pk), pos="last-child")
    found = xml(alfa.get("/sitemap.xml")).iterfind("{*}url")
    assert f"{alfa.url}/contacts/" in [url.findtext("{*}loc") for url in found]


def test_another_portal_is_met_in_the_language_of_the_reader(alfa, beta, provincia, english):
    def foot(path):
        links = soup(alfa.get(path)).select("footer .portales a")
        return {a.get_text(): (a["href"], a.get("hreflang")) for a in links}

    publish_in_english(provincia)
    assert foot("/en/") == {
        "Province": (f"{provincia.url}/en/", None),
        "Alfa": (f"{alfa.url}/en/", None),
        "Beta": (f"{beta.url}/", "es-CU"),
    }
    assert foot("/")["Provincia"] == (f"{provincia.url}/", None)


def test_the_frame_of_an_english_page_is_english(alfa, english):
    page = text(alfa.get("/en/"))
    assert "Skip to content" in page or "Skip to the content" in page
    for spanish in ("Saltar al contenido", "Menú", "Portales de la provincia"):
        assert spanish not in page


def test_only_the_translated_pages_offer_another_language(alfa, english):
    make_page(alfa, "Contactos")
    assert switcher(alfa.get("/contactos/")) is None


def test_the_translation_of_one_portal_is_not_offered_by_another(alfa, beta, english):
    assert switcher(beta.get("/")) is None
    assert beta.get("/en/").status_code == 302


@pytest.mark.parametrize("header", ["en", "en-US,en;q=0.9", "de", "*", "zz;q=nada"])
def test_the_language_of_the_browser_changes_nothing(alfa, english, header):
    plain = alfa.get("/")
    response = alfa.get("/", **{"accept-language": header})
    assert response.status_code == 200
    assert response.content == plain.content


def test_a_language_cookie_changes_nothing(alfa, english):
    browser = alfa.browser()
    browser.cookies["django_language"] = "en"
    assert soup(browser.get("/")).html["lang"] == "es-CU"


def test_english_news_live_in_their_own_section(alfa, english):
    make_noticia(alfa, "Una noticia")
    section = add_page(NoticiasIndexPage, english, title="News", slug="news")
    add_page(NoticiaPage, section, title="Library opens", fecha=date(2026, 5, 3))
    assert "Library opens" in text(alfa.get("/en/"))
    assert "Una noticia" not in text(alfa.get("/en/"))
    response = alfa.get("/en/news/library-opens/")
    assert soup(response).html["lang"] == "en"
    assert "3 de mayo" not in text(response)
    assert "May" in text(response)
    assert "Library opens" not in text(alfa.get("/noticias/"))


def test_a_draft_translation_is_not_shown(alfa):
    home = HomePage.objects.get(pk=alfa.home_en.pk)
    home.title = "Draft portal"
    home.save_revision()
    assert alfa.get("/en/").status_code == 302
    assert switcher(alfa.get("/")) is None


def test_a_page_translated_and_withdrawn_leads_back_to_spanish(alfa, english, committed):
    page = make_page(alfa, "Contactos")
    copy = page.copy_for_translation(english.locale)
    copy.title, copy.slug = "Contacts", "contacts"
    publish(copy)
    assert switcher(alfa.get("/contactos/")) == {"English": ("/en/contacts/", "en")}
    with committed():
        StandardPage.objects.get(pk=copy.pk).unpublish()
    assert switcher(alfa.get("/contactos/")) is None
    assert alfa.get("/en/contacts/").status_code in (302, 404)


def test_the_admin_speaks_spanish_unless_told_otherwise(as_editor):
    assert soup(as_editor.get("/admin/")).html["lang"] == "es"


def test_addresses_are_built_from_the_list_that_wagtail_would_make(portales):
    """The project builds the list with fewer queries and puts it where Wagtail caches its own."""
    publish_in_english(portales.alfa)
    cache.clear()
    portales.alfa.get("/")
    ours = Site.get_site_root_paths()
    cache.clear()
    assert sorted(ours) == sorted(Site.get_site_root_paths())
    assert len(ours) == 9
