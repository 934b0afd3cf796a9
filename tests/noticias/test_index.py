"""The list of news: pages, months, categories, and addresses without any link."""

from datetime import date

import pytest
from django.urls import reverse

from noticias import views
from noticias.models import CategoriaNoticia, NoticiaPage, NoticiasIndexPage
from search.indice import indexed_at_once
from tests.factories import get_categoria, make_noticia
from tests.reading import filled_form, links, rel, soup, text


def titles(response):
    articles = soup(response).main.find_all("article")
    return [article.find(["h2", "h3"]).get_text() for article in articles]


def add_noticias(portal, count):
    """Add «Noticia 1» and so on, each one day later, with only the fields that lists need."""
    for number in range(1, count + 1):
        portal.noticias.add_child(
            instance=NoticiaPage(
                title=f"Noticia {number}",
                resumen="…",
                fecha=date(2026, 10, number),
                locale=portal.noticias.locale,
            )
        )


@pytest.fixture(scope="module")
def _lists(once):
    once(make_lists)


@indexed_at_once()
def make_lists(portales):
    """Publish another list in each portal: they do not count in each other."""
    add_noticias(portales.provincia, 5)
    add_months(portales.alfa)
    add_categories(portales.beta)


@pytest.fixture
def three_pages(_lists, provincia, monkeypatch):
    """A list with two news items per page; «Noticia 5» is the newest."""
    monkeypatch.setattr(views.NoticiasList, "per_page", 2)
    return provincia


def test_the_newest_come_first_twelve_a_page(alfa):
    add_noticias(alfa, 14)
    assert titles(alfa.get("/noticias/")) == [f"Noticia {n}" for n in range(14, 2, -1)]
    assert titles(alfa.get("/noticias/?page=2")) == ["Noticia 2", "Noticia 1"]


def test_pages_link_to_each_other(three_pages):
    response = three_pages.get("/noticias/?page=2")
    nav = soup(response).find("nav", attrs={"aria-label": "Páginas"})
    hrefs = {a["aria-label"]: a["href"] for a in nav.find_all("a", attrs={"aria-label": True})}
    assert hrefs == {
        "Página 1": "/noticias/",
        "Página 2": "/noticias/?page=2",
        "Página 3": "/noticias/?page=3",
    }
    assert nav.find("a", attrs={"aria-current": "page"})["aria-label"] == "Página 2"
    assert nav.find("a", rel="prev")["href"] == "/noticias/"
    assert nav.find("a", rel="next")["href"] == "/noticias/?page=3"


def test_the_first_page_has_no_previous_and_the_last_no_next(three_pages):
    for page, missing in ((1, "prev"), (3, "next")):
        nav = soup(three_pages.get(f"/noticias/?page={page}")).find(
            "nav", attrs={"aria-label": "Páginas"}
        )
        assert not nav.find("a", rel=missing)


def test_a_short_list_has_no_page_links(alfa):
    make_noticia(alfa, "Una noticia")
    assert not soup(alfa.get("/noticias/")).find("nav", attrs={"aria-label": "Páginas"})


@pytest.mark.parametrize(
    ("page", "first"),
    [
        ("abc", "Noticia 5"),
        ("", "Noticia 5"),
        ("%00", "Noticia 5"),
        ("1.5", "Noticia 5"),
        ("0", "Noticia 1"),
        ("-1", "Noticia 1"),
        ("99999", "Noticia 1"),
        ("9" * 400, "Noticia 1"),
    ],
)
def test_an_impossible_page_number_shows_a_page_that_exists(three_pages, page, first):
    response = three_pages.get(f"/noticias/?page={page}")
    assert response.status_code == 200
    assert titles(response)[0] == first


def test_a_page_number_that_no_machine_reads_is_no_error(three_pages):
    assert three_pages.get(f"/noticias/?page={'9' * 5000}").status_code == 200


# --- Months ---------------------------------------------------------------------


def add_months(portal):
    make_noticia(portal, "De octubre", fecha=date(2026, 10, 31))
    make_noticia(portal, "Primera de noviembre", fecha=date(2026, 11, 1))
    make_noticia(portal, "Última de noviembre", fecha=date(2026, 11, 30))
    make_noticia(portal, "Del año anterior", fecha=date(2025, 11, 15))
    make_noticia(portal, "Borrador", fecha=date(2024, 1, 15), live=False)


@pytest.fixture
def two_months(_lists, alfa):
    return alfa


@pytest.mark.on_both_databases
def test_a_month_shows_its_days_only(two_months):
    response = two_months.get("/noticias/2026/11/")
    assert titles(response) == ["Última de noviembre", "Primera de noviembre"]
    assert "noviembre de 2026" in soup(response).h1.get_text().lower()
    assert "noviembre de 2026" in soup(response).title.get_text().lower()
    assert rel(response, "canonical") == [f"{two_months.url}/noticias/2026/11/"]


@pytest.mark.on_both_databases
def test_the_archive_counts_what_each_month_holds(two_months):
    section = (
        soup(two_months.get("/noticias/2026/10/")).find(string="Archivo").find_parent("section")
    )
    assert [h3.get_text() for h3 in section.find_all("h3")] == ["2026", "2025"]
    found = [(" ".join(a.get_text().split()).lower(), a["href"]) for a in section.find_all("a")]
    assert found == [
        ("noviembre (2)", "/noticias/2026/11/"),
        ("octubre (1)", "/noticias/2026/10/"),
        ("noviembre (1)", "/noticias/2025/11/"),
    ]
    assert [a["href"] for a in section.find_all("a", attrs={"aria-current": True})] == [
        "/noticias/2026/10/"
    ]


def test_the_months_of_another_portal_are_not_counted(two_months, beta):
    make_noticia(beta, "De Beta", fecha=date(2020, 1, 1))
    assert "2020" not in text(two_months.get("/noticias/"))


@pytest.mark.parametrize("month", ["2023/2", "1/1", "9999/12"])
def test_a_month_without_news_is_not_found(two_months, month):
    """Otherwise robots would request every month of the calendar."""
    assert two_months.get(f"/noticias/{month}/").status_code == 404


@pytest.mark.parametrize(
    "month",
    [
        "2026/13",
        "2026/0",
        "2026/00",
        "0/5",
        "0000/05",
        "99999/1",
        f"{'9' * 30}/1",
        f"2026/{'1' * 30}",
        "2026/-1",
        "2026/mayo",
        "2026/1.5",
        "-2026/5",
        "10000/1",
    ],
)
def test_an_impossible_month_is_not_found(two_months, month):
    assert two_months.get(f"/noticias/{month}/").status_code == 404


# --- Categories -----------------------------------------------------------------


def add_categories(portal):
    make_noticia(portal, "Un concierto", categoria=get_categoria("cultura"))
    make_noticia(portal, "Un partido", categoria=get_categoria("deporte"))
    make_noticia(portal, "Sin categoría")
    make_noticia(portal, "Un borrador", categoria=get_categoria("salud"), live=False)


@pytest.fixture
def by_category(_lists, beta):
    return beta


def test_a_category_shows_its_news_only(by_category):
    response = by_category.get("/noticias/categoria/cultura/")
    assert titles(response) == ["Un concierto"]
    assert "Cultura" in soup(response).h1.get_text()
    assert rel(response, "canonical") == [f"{by_category.url}/noticias/categoria/cultura/"]


@pytest.mark.on_both_databases
def test_only_categories_with_news_are_offered(by_category):
    response = by_category.get("/noticias/categoria/cultura/")
    nav = soup(response).find("nav", attrs={"aria-label": "Categorías"})
    assert [(a.get_text(), a["href"]) for a in nav.find_all("a")] == [
        ("Todas", "/noticias/"),
        ("Cultura", "/noticias/categoria/cultura/"),
        ("Deporte", "/noticias/categoria/deporte/"),
    ]
    assert nav.find("a", attrs={"aria-current": True}).get_text() == "Cultura"


def test_a_category_used_by_another_portal_only_is_not_offered(by_category, alfa):
    make_noticia(alfa, "De Alfa", categoria=get_categoria("economia"))
    assert "Economía" not in text(by_category.get("/noticias/"))


def test_a_known_category_without_news_says_so(by_category):
    response = by_category.get("/noticias/categoria/salud/")
    assert response.status_code == 200
    assert "No hay noticias con este filtro." in text(response)
    assert "Un borrador" not in text(response)


@pytest.mark.parametrize("slug", ["nada", "%00", "cultura%00", "Cultura", "a" * 300, "<b>"])
def test_an_unknown_category_is_not_found(by_category, slug):
    assert by_category.get(f"/noticias/categoria/{slug}/").status_code == 404


def test_a_category_keeps_its_pages(alfa):
    for number in range(14):
        make_noticia(alfa, f"Concierto {number}", categoria=get_categoria("cultura"))
    make_noticia(alfa, "Un partido", categoria=get_categoria("deporte"))
    response = alfa.get("/noticias/categoria/cultura/?page=2")
    assert len(titles(response)) == 2
    nav = soup(response).find("nav", attrs={"aria-label": "Páginas"})
    assert nav.find("a", rel="prev")["href"] == "/noticias/categoria/cultura/"


def test_an_administrator_renames_a_category_for_all_portals(
    by_category, as_administrator, committed
):
    by_category.get("/noticias/")
    categoria = get_categoria("cultura")
    url = reverse("wagtailsnippets_noticias_categorianoticia:edit", args=[categoria.pk])
    with committed():
        as_administrator.post(url, {"nombre": "Arte y cultura", "slug": "cultura"})
    assert "Arte y cultura" in text(by_category.get("/noticias/"))


def test_a_category_with_news_cannot_be_deleted(by_category, as_administrator):
    categoria = get_categoria("cultura")
    url = reverse("wagtailsnippets_noticias_categorianoticia:delete", args=[categoria.pk])
    response = as_administrator.post(url)
    assert response.status_code < 500
    assert CategoriaNoticia.objects.filter(pk=categoria.pk).exists()


def test_two_categories_cannot_share_an_address(by_category, as_administrator):
    url = reverse("wagtailsnippets_noticias_categorianoticia:add")
    response = as_administrator.post(url, {"nombre": "Otra", "slug": "cultura"})
    assert response.status_code == 200
    assert not CategoriaNoticia.objects.filter(nombre="Otra").exists()


def test_there_is_one_news_section_a_portal(alfa):
    assert not NoticiasIndexPage.can_create_at(alfa.home)


@pytest.mark.parametrize("path", ["otra", "2026", "categoria", "rss.txt/nada", "2026/11/12"])
def test_any_other_address_of_the_section_is_not_found(two_months, path):
    assert two_months.get(f"/noticias/{path}/").status_code == 404


def test_the_way_back_from_a_filter_is_on_the_page(by_category):
    found = links(by_category.get("/noticias/categoria/salud/"), within="main")
    assert found["Ver todas las noticias"] == "/noticias/"


@pytest.mark.parametrize("slug", ["rss", "atom", "json", "categoria"])
def test_a_news_item_cannot_take_an_address_of_the_section(as_editor, alfa, slug):
    url = reverse("wagtailadmin_pages:add", args=["noticias", "noticiapage", alfa.noticias.pk])
    data = filled_form(
        as_editor.get(url), streams=["cuerpo"], title="Una", slug=slug, resumen="Una noticia"
    )
    assert as_editor.post(url, data).status_code == 200
    assert not NoticiaPage.objects.filter(slug=slug).exists()
    assert as_editor.post(url, data | {"slug": f"{slug}-2"}).status_code == 302
