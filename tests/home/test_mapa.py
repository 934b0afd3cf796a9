"""The site map page of the portal holds everything public, and nothing else."""

from tests.factories import make_noticia, make_page, make_private
from tests.reading import links, soup


def map_of(portal):
    return links(portal.get("/mapa/"), within="main")


def test_the_foot_of_every_page_leads_to_the_map(alfa):
    assert links(alfa.get("/"), within="footer")["Mapa del sitio"] == "/mapa/"


def test_the_map_shows_each_public_page_below_its_section(alfa):
    section = make_page(alfa, "Historia")
    make_page(alfa, "Asamblea", parent=section)
    tree = soup(alfa.get("/mapa/")).main.nav
    inner = tree.find("a", string="Historia").find_parent("li").ul
    assert [a["href"] for a in inner.find_all("a")] == ["/historia/asamblea/"]


def test_the_map_leaves_out_drafts_private_sections_and_other_portals(portales):
    alfa = portales.alfa
    make_page(alfa, "Borrador", live=False)
    private = make_page(alfa, "Reservada")
    make_page(alfa, "Interior", parent=private)
    make_private(private)
    withdrawn = make_page(alfa, "Retirada")
    make_page(alfa, "Huérfana", parent=withdrawn)
    withdrawn.refresh_from_db()
    withdrawn.unpublish()
    make_page(portales.beta, "Ajena")
    assert set(map_of(alfa)) & {"Borrador", "Reservada", "Interior", "Huérfana", "Ajena"} == set()


def test_the_map_names_the_section_of_news_and_not_each_news_item(alfa):
    make_noticia(alfa, "Una noticia")
    names = map_of(alfa)
    assert "Noticias" in names
    assert "Una noticia" not in names


def test_a_browser_without_svg_icons_finds_one_at_the_usual_address(alfa):
    icon = alfa.browser().get("/favicon.ico")
    assert icon.status_code == 302
    assert alfa.get(icon.url)["Content-Type"] == "image/png"
