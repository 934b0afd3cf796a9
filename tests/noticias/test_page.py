"""One news item, as a citizen, a social network and a robot read it."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from tests.factories import get_categoria, make_image, make_noticia
from tests.reading import json_ld, links, meta, rel, soup, text


@pytest.fixture(scope="module")
def noticia(once):
    once(lambda portales: publish_with_a_cover(portales.alfa))


def publish_with_a_cover(alfa):
    make_noticia(
        alfa,
        "Abre la biblioteca",
        fecha=date(2026, 5, 3),
        resumen="Desde el lunes, de 8:00 a.m. a 5:00 p.m.",
        categoria=get_categoria("cultura"),
        fuente="Ana López",
        imagen_portada=make_image(
            "Biblioteca", size=(1600, 900), description="La fachada", credito="Luis Pérez"
        ),
    )


@pytest.fixture
def response(noticia, alfa):
    return alfa.get("/noticias/abre-la-biblioteca/")


def test_it_tells_what_when_and_who(response):
    assert response.status_code == 200
    page = soup(response)
    assert page.html["lang"] == "es-CU"
    assert [h1.get_text() for h1 in page.find_all("h1")] == ["Abre la biblioteca"]
    assert page.title.get_text() == "Abre la biblioteca · Portal del Ciudadano de Alfa"
    time = page.main.find("time")
    assert time["datetime"] == "2026-05-03"
    assert time.get_text() == "3 de mayo de 2026"
    words = text(response)
    for part in ("Desde el lunes", "Ana López", "Luis Pérez"):
        assert part in words


def test_the_category_leads_to_its_news(response):
    assert links(response, within="main")["Cultura"] == "/noticias/categoria/cultura/"


def test_breadcrumbs_lead_back_to_the_news(response):
    nav = soup(response).find("nav", attrs={"aria-label": "Ruta de navegación"})
    assert [a["href"] for a in nav.find_all("a")] == ["/", "/noticias/"]


def test_search_engines_and_networks_get_a_description(response, alfa):
    url = f"{alfa.url}/noticias/abre-la-biblioteca/"
    assert meta(response, "description") == "Desde el lunes, de 8:00 a.m. a 5:00 p.m."
    assert rel(response, "canonical") == [url]
    assert meta(response, "robots") is None
    assert meta(response, "og:type") == "article"
    assert meta(response, "og:url") == url
    assert meta(response, "og:title") == "Abre la biblioteca"
    assert meta(response, "og:description") == "Desde el lunes, de 8:00 a.m. a 5:00 p.m."
    assert meta(response, "og:site_name") == "Portal del Ciudadano de Alfa"
    assert meta(response, "twitter:card") == "summary_large_image"
    assert meta(response, "og:image").startswith(f"{alfa.url}/media/")
    assert (meta(response, "og:image:width"), meta(response, "og:image:height")) == ("1200", "630")
    assert meta(response, "og:image:alt") == "La fachada"


def test_the_locale_of_open_graph_is_written_as_networks_read_it(response):
    assert meta(response, "og:locale") == "es_CU"


def test_robots_read_a_news_article(response, alfa):
    article = json_ld(response)["NewsArticle"]
    assert article["headline"] == "Abre la biblioteca"
    assert article["url"] == f"{alfa.url}/noticias/abre-la-biblioteca/"
    assert article["datePublished"] == "2026-05-03"
    assert article["inLanguage"] == "es-CU"
    assert article["articleSection"] == "Cultura"
    assert article["publisher"]["@type"] == "GovernmentOrganization"
    assert article["image"].startswith(f"{alfa.url}/media/")
    assert article["creditText"] == "Ana López"


def test_it_is_shared_by_plain_addresses(response, alfa):
    url = f"{alfa.url}/noticias/abre-la-biblioteca/"
    section = soup(response).find(string="Compartir").find_parent("section")
    shared = {a.get_text(): urlsplit(a["href"]) for a in section.find_all("a")}
    assert list(shared) == ["WhatsApp", "Telegram", "Facebook", "X", "Guardar en un archivo"]
    assert shared["WhatsApp"].hostname == "wa.me"
    assert parse_qs(shared["WhatsApp"].query)["text"] == [f"Abre la biblioteca {url}"]
    assert parse_qs(shared["Telegram"].query)["url"] == [url]
    assert parse_qs(shared["Facebook"].query)["u"] == [url]
    assert parse_qs(shared["X"].query)["text"] == ["Abre la biblioteca"]


def test_a_title_with_signs_is_shared_whole(alfa):
    make_noticia(alfa, "¿Pan & circo? 100% #hoy", slug="pan")
    query = urlsplit(links(alfa.get("/noticias/pan/"), within="main")["Telegram"]).query
    assert parse_qs(query)["text"] == ["¿Pan & circo? 100% #hoy"]


EVIL = "</script><script>alert('1')</script>\"><img src=x onerror=alert(2)> <!-- & ]]>"


def test_markup_in_a_title_stays_text_everywhere(alfa):
    make_noticia(
        alfa,
        EVIL,
        slug="mala",
        resumen=EVIL,
        fuente=EVIL,
        responsable=EVIL,
        compartir_con_provincia=True,
    )
    for path in ("/noticias/mala/", "/noticias/", "/", "/buscar/?q=script", "/noticias/rss/"):
        content = alfa.get(path).content.decode()
        assert "<script>alert" not in content
        assert "<img src=x" not in content
    response = alfa.get("/noticias/mala/")
    assert soup(response).h1.get_text() == EVIL
    assert json_ld(response)["NewsArticle"]["headline"] == EVIL
    assert meta(response, "og:title") == EVIL
    assert len(soup(response).find_all("script", src=False)) == 1


def test_an_item_with_nothing_but_the_necessary_looks_finished(alfa):
    make_noticia(alfa, "Sola")
    response = alfa.get("/noticias/sola/")
    assert response.status_code == 200
    assert "None" not in text(response)
    assert not soup(response).main.find("img")
    assert "Otras noticias" not in text(response)


def test_other_news_of_the_same_portal_are_offered(noticia, alfa, beta):
    for number in range(1, 6):
        make_noticia(alfa, f"Otra {number}")
    make_noticia(beta, "De Beta")
    aside = soup(alfa.get("/noticias/abre-la-biblioteca/")).find(string="Otras noticias")
    titles = [h3.get_text() for h3 in aside.find_parent("aside").find_all("h3")]
    assert titles == ["Otra 5", "Otra 4", "Otra 3"]


def test_the_title_written_for_search_engines_is_theirs(alfa):
    make_noticia(alfa, "Una", seo_title="Título para buscadores")
    response = alfa.get("/noticias/una/")
    assert soup(response).title.get_text().startswith("Título para buscadores · ")
    assert soup(response).h1.get_text() == "Una"
    assert meta(response, "description") == "Resumen de Una"


def test_the_date_of_an_item_is_the_one_written_by_its_author(alfa):
    make_noticia(alfa, "De enero", fecha=date(2026, 1, 1))
    assert "1 de enero de 2026" in text(alfa.get("/noticias/de-enero/"))


def test_it_can_be_previewed_before_anybody_else_sees_it(as_editor, alfa):
    page = make_noticia(alfa, "Borrador", live=False)
    response = as_editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert response.status_code == 200
    assert "Portal del Ciudadano de Alfa" in text(response)
    assert "Borrador" in soup(response).h1.get_text()
    assert alfa.get("/noticias/borrador/").status_code == 404


def test_years_are_written_without_separator(alfa):
    make_noticia(alfa, "Una", fecha=date(2026, 11, 24))
    for path in ("/", "/noticias/", "/noticias/una/", "/noticias/2026/11/"):
        assert "2.026" not in text(alfa.get(path))
        assert "2 026" not in text(alfa.get(path))
