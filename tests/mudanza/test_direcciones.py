"""Addresses of older portals redirect permanently, in one step, to what replaced their pages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ReferenceIndex

from home.models import StandardPage
from mudanza.models import Clase, Mudanza, Propuesta, RutaAnterior
from noticias.models import NoticiaPage
from tests.factories import (
    get_categoria,
    make_document,
    make_entidad,
    make_image,
    make_noticia,
    make_page,
    make_private,
    publish_in_english,
)
from tests.reading import soup, text

from .anteriores import joomla, was, wordpress

NEW = "/noticias/abre-el-policlinico/"
PAGE = "/el-municipio/"
SECTION = "/noticias/"


@pytest.fixture(scope="module")
def _published(once):
    once(make_pages)


def make_pages(portales):
    make_noticia(portales.alfa, "Abre el policlínico", slug="abre-el-policlinico")
    make_page(portales.alfa, "El municipio")
    make_page(portales.alfa, "Intendencia", live=False)


@pytest.fixture
def noticia(_published, alfa):
    return NoticiaPage.objects.child_of(alfa.noticias).get(slug="abre-el-policlinico")


@pytest.fixture
def de_joomla(alfa, noticia):
    joomla(alfa, noticia)
    return noticia


@pytest.fixture
def de_wordpress(alfa, noticia):
    wordpress(alfa, noticia)
    return noticia


def leads(portal, address):
    """Return the target of the redirect at ``address``; check that the portal serves it."""
    response = portal.get(address)
    assert response.status_code == 301, address
    # Wagtail's own redirects include the host.
    target = response["Location"].removeprefix(portal.url)
    assert target.startswith("/")
    assert not target.startswith("//")
    assert portal.get(target).status_code == 200
    return target


OF_JOOMLA = {
    # The address in the source, in any case and with any query.
    "/noticias/123-inauguran": NEW,
    "/noticias/123-inauguran/": NEW,
    "/Noticias/123-Inauguran": NEW,
    "/noticias/123-inauguran?utm_source=facebook&fbclid=x": NEW,
    # The number in the query.
    "/index.php?option=com_content&view=article&id=123": NEW,
    "/index.php?option=com_content&view=article&id=123:inauguran&catid=7&Itemid=101": NEW,
    "/?option=com_content&view=article&id=123": NEW,
    "/index.php?option=com_content&amp;view=article&amp;id=123%3Ainauguran": NEW,
    "/es/index.php?option=com_content&view=article&id=123": NEW,
    "/component/content/?view=article&id=123": NEW,
    "/component/content/article/41/123": NEW,
    "/index.php?option=com_content&view=categories": SECTION,
    "/index.php?option=com_content&view=archive&year=2026&month=11": "/noticias/2026/11/",
    "/index.php?option=com_content&view=archive&year=2011&month=0": SECTION,
    "/index.php?option=com_content&view=featured&Itemid=101": "/",
    "/index.php?option=com_content&task=view&id=123": NEW,
    "/noticias?view=article&id=123:inauguran-policlinico": NEW,
    "/index.php?option=com_content&view=category&id=41": SECTION,
    "/index.php?option=com_content&view=category&layout=blog&id=41:cultura": SECTION,
    # The number in the path, below any item of the menu.
    "/index.php/noticias/123-inauguran": NEW,
    "/index.php/es/7-salud/123-inauguran": NEW,
    "/salud/lo-nuevo/123-inauguran-policlinico": NEW,
    "/component/content/article/123": NEW,
    "/component/content/article/123-inauguran": NEW,
    "/component/content/article/7-salud/123-inauguran?Itemid=101": NEW,
    "/component/content/article?id=123:inauguran": NEW,
    "/index.php/component/content/article/2-uncategorised/123-inauguran": NEW,
    "/component/content/category/41-cultura": SECTION,
    "/nuestra-gente/41-cultura": SECTION,
    # Tags of articles, and feeds of other sites.
    "/component/tags/tag/2-policlinico": SECTION,
    "/component/tags/tag/policlinico": SECTION,
    "/index.php?option=com_tags&view=tag&id[0]=2": SECTION,
    "/index.php?option=com_newsfeeds&view=newsfeed&id=123": SECTION,
    "/index.php?option=com_newsfeeds&view=category&id=41": SECTION,
    "/component/newsfeeds/newsfeed/1-generales/123-granma": SECTION,
    "/nuestra-gente/41-cultura?start=20": SECTION,
    "/noticias/salud": SECTION,
    # Only the alias, as in Joomla 4 and 5.
    "/otro-menu/salud/inauguran-policlinico": NEW,
    # Other views of the same page.
    "/noticias/123-inauguran.html": NEW,
    "/noticias/123-inauguran?tmpl=component&print=1&layout=default": NEW,
    "/noticias/123-inauguran?start=1": NEW,
    "/noticias/123-inauguran/amp": NEW,
    "/noticias/123-inauguran/amp/": NEW,
    "/es/noticias/123-inauguran": NEW,
    "/es/123-inauguran": NEW,
    "/en/noticias/123-inauguran": NEW,
    "/es-es/noticias/123-inauguran": NEW,
    # Pages of the new portal, with the prefixes and suffixes of the older one.
    "/es": "/",
    "/es/": "/",
    "/es/?x=1": "/",
    "/index.php": "/",
    "/index.php/es/": "/",
    "/index.html": "/",
    "/es/noticias": SECTION,
    "/es/noticias/": SECTION,
    "/es/noticias/abre-el-policlinico": NEW,
    "/es/el-municipio": PAGE,
    "/ES/El-Municipio/": PAGE,
    "/el-municipio.html": PAGE,
    "/index.php/el-municipio": PAGE,
    "/es/noticias/rss/": "/noticias/rss/",
    # Feeds.
    "/noticias/salud?format=feed&type=rss": "/noticias/rss/",
    "/noticias/salud?format=feed&type=atom": "/noticias/atom/",
    "/noticias?format=feed&type=rss": "/noticias/rss/",
    "/noticias/?format=feed&type=atom": "/noticias/atom/",
    "/?format=feed&type=rss": "/noticias/rss/",
    "/index.php?format=feed&type=atom": "/noticias/atom/",
    "/nuestra-gente/41-cultura.feed?type=rss": "/noticias/rss/",
    "/index.php?option=com_content&view=category&id=41&format=feed&type=rss": "/noticias/rss/",
    "/es/?format=feed&type=rss": "/noticias/rss/",
}

OF_WORDPRESS = {
    "/2019/05/12/inauguran-policlinico/": NEW,
    "/2019/05/12/inauguran-policlinico": NEW,
    "/2019/05/inauguran-policlinico/": NEW,
    "/inauguran-policlinico/": NEW,
    "/archives/123": NEW,
    "/?p=123": NEW,
    "/?page_id=123": NEW,
    "/index.php?p=123": NEW,
    "/?cat=7": SECTION,
    "/index.php/2019/05/12/inauguran-policlinico/": NEW,
    "/page/2/": "/",
    "/2026/11/": "/noticias/2026/11/",
    "/2026/11/page/2/": "/noticias/2026/11/",
    "/2026/11/30/": "/noticias/2026/11/",
    "/?m=202611": "/noticias/2026/11/",
    # Months without noticias in the new portal.
    "/2013/01/": SECTION,
    "/2013/13/": SECTION,
    "/2026/": SECTION,
    "/tag/policlinico/": SECTION,
    "/tag/inauguran-policlinico/": SECTION,
    "/tag/policlinico/page/2/": SECTION,
    "/?tag=policlinico": SECTION,
    "/author/ana/": SECTION,
    "/?author=3": SECTION,
    "/category/otra-de-antes/": SECTION,
    "/?category_name=salud": SECTION,
    "/tag/policlinico/feed/": "/noticias/rss/",
    "/category/salud/": SECTION,
    "/category/salud/page/3/": SECTION,
    "/2019/05/12/inauguran-policlinico/amp/": NEW,
    "/2019/05/12/inauguran-policlinico/foto-de-la-fachada/": NEW,
    "/2019/05/12/inauguran-policlinico/attachment/foto-de-la-fachada/": NEW,
    "/feed/": "/noticias/rss/",
    "/feed/atom/": "/noticias/atom/",
    "/feed/rss2/": "/noticias/rss/",
    "/?feed=rss2": "/noticias/rss/",
    "/?feed=atom": "/noticias/atom/",
    "/category/salud/feed/": "/noticias/rss/",
}


@pytest.mark.parametrize("address", OF_JOOMLA)
@pytest.mark.on_both_databases
def test_an_address_of_joomla_leads_to_the_new_page(alfa, de_joomla, address):
    assert leads(alfa, address) == OF_JOOMLA[address]


@pytest.mark.parametrize("address", OF_WORDPRESS)
def test_an_address_of_wordpress_leads_to_the_new_page(alfa, de_wordpress, address):
    assert leads(alfa, address) == OF_WORDPRESS[address]


def test_the_answer_is_not_kept_for_ever(alfa, de_joomla):
    kept = alfa.get("/noticias/123-inauguran")["Cache-Control"]
    assert kept == "public, max-age=3600, s-maxage=1"


def test_a_program_that_asks_for_the_head_alone_is_led_too(alfa, de_joomla):
    response = alfa.browser().head("/noticias/123-inauguran")
    assert (response.status_code, response["Location"]) == (301, NEW)


def test_an_article_and_a_category_of_one_number_are_told_apart_by_their_names(alfa, noticia):
    was(alfa, "7", noticia, alias="otra-cosa")
    was(alfa, "7", alfa.noticias, clase=Clase.CATEGORIA, alias="salud")
    assert leads(alfa, "/menu/7-salud") == SECTION
    assert leads(alfa, "/menu/7-otra-cosa") == NEW
    # Where Joomla puts articles, the number alone is enough.
    assert leads(alfa, "/7-como-se-llamaba-antes") == NEW
    assert leads(alfa, "/component/content/article/7-como-se-llamaba-antes") == NEW


def test_a_number_alone_tells_an_article_where_articles_are_listed(alfa, de_joomla):
    was(alfa, "menu", alfa.noticias, "/lo-ultimo", clase=Clase.CATEGORIA)
    for place in ("/noticias/salud", "/lo-ultimo", "/lo-ultimo/7-salud", "/quien-sabe/7-salud"):
        assert leads(alfa, f"{place}/123-otro-alias-de-antes") == NEW
    assert alfa.get("/quien-sabe/123-otro-alias-de-antes/").status_code == 404


def test_a_number_below_a_list_of_others_is_no_article(alfa, de_joomla):
    was(alfa, "feeds", alfa.noticias, "/noticias-de-otros", clase=Clase.LISTA)
    assert leads(alfa, "/noticias-de-otros") == SECTION
    assert leads(alfa, "/noticias-de-otros/123-granma") == SECTION
    # Joomla puts an article below the item of the menu from which its reader came.
    assert leads(alfa, "/noticias-de-otros/123-inauguran-policlinico") == NEW
    assert alfa.get("/component/k2/item/123-otra-cosa/").status_code == 404


# --- Lists ------------------------------------------------------------------------------


@pytest.fixture
def salud(db):
    return get_categoria("salud")


@pytest.mark.on_both_databases
@pytest.mark.parametrize(
    "address",
    [
        "/noticias/salud",
        "/index.php?option=com_content&view=category&id=7:salud",
        "/quien-sabe/7-salud",
        "/tag/salud/",
        "/component/tags/tag/9-salud",
        "/?category_name=salud",
    ],
)
def test_a_category_leads_to_the_news_of_what_it_became(alfa, noticia, salud, address):
    was(
        alfa,
        "7",
        alfa.noticias,
        "/noticias/salud",
        clase=Clase.CATEGORIA,
        alias="salud",
        categoria=salud,
    )
    assert leads(alfa, address) == SECTION  # the categoría has no noticias yet
    noticia.categoria = salud
    noticia.save_revision().publish()
    assert leads(alfa, address) == "/noticias/categoria/salud/"


def test_the_feed_of_a_category_leads_to_that_of_what_it_became(alfa, salud):
    make_noticia(alfa, "Vacunan", categoria=salud)
    was(alfa, "7", alfa.noticias, "/salud", clase=Clase.CATEGORIA, categoria=salud)
    assert leads(alfa, "/salud?format=feed&type=rss") == "/noticias/categoria/salud/rss/"
    assert leads(alfa, "/salud/feed/atom/") == "/noticias/categoria/salud/atom/"
    assert leads(alfa, "/tag/salud/feed/") == "/noticias/categoria/salud/rss/"


def test_in_english_lists_lead_to_english_lists(alfa, salud):
    publish_in_english(alfa)
    index = alfa.noticias.copy_for_translation(alfa.home_en.locale)
    index.save_revision().publish()
    assert leads(alfa, "/en/tag/salud/") == "/en/noticias/"
    assert leads(alfa, "/en/component/newsfeeds/category/1-x") == "/en/noticias/"


def test_a_list_of_a_section_that_is_off_is_not_found(alfa, de_joomla):
    make_private(alfa.noticias)
    for address in ("/tag/salud/", "/2026/11/", "/component/newsfeeds/category/1-x/"):
        assert alfa.get(address).status_code == 404


# --- Contacts ---------------------------------------------------------------------------

DIRECTORY = "/directorio/"
OF_A_CONTACT = [
    "/contactenos/3-intendencia",
    "/es/contactenos/3-intendencia",
    "/contactenos/3-como-se-llamaba-antes",
    "/directorio-de-antes/intendencia",
    "/component/contact/contact/3-intendencia",
    "/component/contact/contact/20-gobierno/3-intendencia",
    "/index.php?option=com_contact&view=contact&id=3",
    "/index.php?option=com_contact&view=contact&id=3:intendencia&catid=20",
    "/contactenos?view=contact&id=3",
    "/quien-sabe/3-intendencia",
    "/contactos-de-quien-sabe/3-otro",
]


@pytest.fixture
def contacto(alfa, noticia):
    """A contact of the older portal, and an article with the same number."""
    was(alfa, "3", noticia, alias="inauguran")
    was(alfa, "20", alfa.directorio, "/contactenos", clase=Clase.CONTACTOS)
    move = Mudanza.objects.create(site=alfa.site, sistema="joomla", archivo="x.sql")
    page = StandardPage.objects.child_of(alfa.home).get(slug="intendencia")
    return was(
        alfa,
        "contacto-3",
        page,
        "/contactenos/3-intendencia",
        "/directorio-de-antes/intendencia",
        alias="intendencia",
        mudanza=move,
    )


@pytest.mark.on_both_databases
@pytest.mark.parametrize("address", OF_A_CONTACT)
def test_a_contact_leads_to_its_entity_its_page_or_the_directory(alfa, contacto, address):
    assert leads(alfa, address) == DIRECTORY
    contacto.page.specific.save_revision().publish()
    assert leads(alfa, address) == "/intendencia/"
    entidad = make_entidad(alfa, "Intendencia municipal")
    Propuesta.objects.create(
        mudanza=contacto.mudanza, clave="contacto-3", titulo="Intendencia", page=entidad
    )
    assert leads(alfa, address) == "/directorio/intendencia-municipal/"


def test_an_article_below_contacts_is_told_by_its_name(alfa, contacto):
    assert leads(alfa, "/contactenos/3-inauguran") == NEW
    assert leads(alfa, "/lo-nuevo/3-inauguran") == NEW
    assert leads(alfa, "/index.php?option=com_content&view=article&id=3") == NEW


@pytest.mark.parametrize(
    "address",
    [
        "/contactenos",
        "/contactenos/99-no-se-trajo",
        "/contactenos/no-se-trajo",
        "/component/contact/category/20-gobierno",
        "/index.php?option=com_contact&view=category&id=20",
        "/index.php?option=com_contact&view=contact&id=99",
    ],
)
def test_what_is_no_longer_a_contact_leads_to_the_directory(alfa, contacto, address):
    assert leads(alfa, address) == DIRECTORY


def test_a_name_that_several_had_leads_nowhere(alfa, noticia):
    was(alfa, "1", noticia, alias="convocatoria")
    was(alfa, "2", alfa.home, alias="convocatoria")
    assert alfa.get("/menu/convocatoria").status_code in (301, 404)
    assert alfa.get("/menu/convocatoria/").status_code == 404


def test_a_page_that_moves_takes_its_old_addresses_with_it(alfa, de_joomla, committed):
    de_joomla.slug = "ya-abrio"
    with committed():
        de_joomla.save_revision().publish()
    assert leads(alfa, "/noticias/123-inauguran") == "/noticias/ya-abrio/"
    # The automatic redirect of Wagtail for the move also works below «/es».
    assert leads(alfa, f"/es{NEW}") == "/noticias/ya-abrio/"


def test_a_redirect_that_somebody_set_goes_first(alfa, de_joomla):
    page = make_page(alfa, "Otra")
    Redirect.objects.create(old_path="/noticias/123-inauguran", site=alfa.site, redirect_page=page)
    assert leads(alfa, "/noticias/123-inauguran") == "/otra/"


def test_in_english_the_english_page_is_found_where_there_is_one(alfa, de_joomla):
    publish_in_english(alfa)
    index = alfa.noticias.copy_for_translation(alfa.home_en.locale)
    index.save_revision().publish()
    english = de_joomla.copy_for_translation(alfa.home_en.locale)
    english.slug = "clinic-opens"
    english.save_revision().publish()
    assert leads(alfa, "/en/noticias/123-inauguran") == "/en/noticias/clinic-opens/"
    assert leads(alfa, "/noticias/123-inauguran") == NEW


def test_a_page_in_a_language_that_is_not_open_is_not_led_to(alfa, contacto, committed):
    page = contacto.page.specific.copy_for_translation(alfa.home_en.locale)
    page.save_revision().publish()
    contacto.page = page
    contacto.save()
    assert leads(alfa, "/contactenos/3-intendencia") == DIRECTORY
    with committed():
        publish_in_english(alfa)
    assert leads(alfa, "/contactenos/3-intendencia") == "/en/intendencia/"


# --- Pictures and documents -------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "/images/2019/Foto.JPG",
        "/images/2019/foto.jpg",
        "/es/images/2019/foto.jpg",
        "/images/2019/foto-300x200.jpg",
        "/images/2019/foto-scaled.jpg",
    ],
)
def test_a_picture_of_a_public_page_is_found_in_any_size(alfa, address, committed):
    imagen = make_image("Foto")
    anterior = was(alfa, "images/2019/Foto.JPG", None, clase=Clase.IMAGEN, imagen=imagen)
    RutaAnterior.objects.create(site=alfa.site, ruta="/images/2019/foto.jpg", anterior=anterior)
    assert alfa.get(address).status_code == 404
    with committed():
        make_page(alfa, "Con foto", imagen_portada=imagen)
    ReferenceIndex.create_or_update_for_object(alfa.home.get_children().last().specific)
    response = alfa.get(address)
    assert response.status_code == 301
    assert response["Location"].startswith("/media/images/")


def test_a_document_is_found_while_a_public_page_offers_it(alfa, committed):
    documento = make_document("Acta")
    was(
        alfa,
        "images/acta.pdf",
        None,
        "/images/acta.pdf",
        clase=Clase.DOCUMENTO,
        documento=documento,
    )
    assert alfa.get("/images/acta.pdf").status_code == 404
    body = [("texto", f'<p><a linktype="document" id="{documento.pk}">Acta</a></p>')]
    with committed():
        page = make_page(alfa, "Con acta", cuerpo=body)
    ReferenceIndex.create_or_update_for_object(page)
    response = alfa.get("/images/acta.pdf")
    assert (response.status_code, response["Location"]) == (301, documento.url)
    make_private(page)
    assert alfa.get("/images/acta.pdf").status_code == 404


def test_a_picture_whose_file_is_lost_is_not_found(alfa):
    imagen = make_image("Perdida")
    page = make_page(alfa, "Con foto perdida", imagen_portada=imagen)
    ReferenceIndex.create_or_update_for_object(page)
    imagen.file.storage.delete(imagen.file.name)
    was(alfa, "images/p.jpg", None, "/images/p.jpg", clase=Clase.IMAGEN, imagen=imagen)
    assert alfa.get("/images/p.jpg").status_code == 404


# --- What nobody may reach ---------------------------------------------------------------


def test_one_old_address_leads_in_each_portal_to_its_own_page(alfa, beta, noticia):
    joomla(alfa, noticia)
    other = make_noticia(beta, "Otra noticia de Beta")
    joomla(beta, other)
    for address in ("/noticias/123-inauguran", "/index.php?option=com_content&view=article&id=123"):
        assert leads(alfa, address) == NEW
        assert leads(beta, address) == "/noticias/otra-noticia-de-beta/"


def test_what_another_portal_knows_is_not_found(alfa, beta, de_joomla):
    for address in (
        "/noticias/123-inauguran/",
        "/index.php?option=com_content&view=article&id=123",
        "/x/123-y/",
    ):
        assert beta.get(address).status_code == 404


def test_a_page_of_another_portal_is_not_led_to(alfa, beta):
    foreign = make_page(beta, "De Beta")
    was(alfa, "5", foreign, "/de-beta-antes", alias="de-beta-antes")
    assert alfa.get("/de-beta-antes/").status_code == 404


@pytest.mark.parametrize("address", ["/vieja/", "/x/9-vieja/", "/es/secreta/", "/secreta.html"])
def test_a_private_page_is_not_led_to(alfa, address):
    page = make_page(alfa, "Secreta")
    was(alfa, "9", page, "/vieja", alias="vieja")
    assert alfa.get(address).status_code == 301
    make_private(page)
    assert alfa.get(address).status_code == 404


def test_a_draft_and_what_was_not_taken_over_are_not_led_to(alfa):
    was(alfa, "9", make_page(alfa, "Borrador", live=False), "/vieja")
    was(alfa, "10", None, "/nada")
    for address in ("/vieja/", "/nada/", "/x/9-vieja/", "/x/10-nada/", "/es/borrador/"):
        assert alfa.get(address).status_code == 404


BAD = [
    "/" + "a" * 5_000 + "/",
    "/es/" + "a/" * 2_000,
    "/noticias/%00",
    "/noticias/123-%00inauguran",
    "/index.php?option=com_content&view=article&id=123%00",
    "/%",
    "/%zz/%e0%a4%a",
    "/es/%ff%fe",
    "/es//evil.example/",
    "/es/%5cevil.example",
    "/es/\\evil.example",
    "/es/%2fevil.example",
    "/index.php//evil.example",
    "/index.php?option=com_content&view=article&id=abc",
    "/index.php?option=com_content&view=article&id=-1",
    "/index.php?option=com_content&view=article&id=99999999999999999999999999",
    "/index.php?option=com_content&view=article&id=٣",
    "/index.php?option=com_content&view=article",
    "/index.php?option=com_users&view=login",
    "/x/99999999999999999999-y",
    "/component/content/article/",
    "/" + "-" * 3_000 + ".html",
    "/" + "/amp" * 500,
    "/es/" * 300,
    "/images/" + "-300x200" * 200 + ".jpg",
    "/noticias/123-inauguran%0d%0aSet-Cookie:x=1",
]


@pytest.mark.parametrize("address", BAD, ids=range(len(BAD)))
@pytest.mark.on_both_databases
def test_what_is_no_address_is_not_found_and_nothing_breaks(alfa, de_joomla, address):
    browser = alfa.browser()
    browser.raise_request_exception = True
    response = browser.get(address)
    if response.status_code == 301:
        # The redirect that adds the final slash.
        assert response["Location"].startswith("/")
        assert not response["Location"].startswith("//")
        response = browser.get(response["Location"])
    assert response.status_code == 404
    assert "No encontramos esa página" in text(response)
    assert soup(response).find("header")


@pytest.mark.parametrize(
    "path", ["//evil.example", "//evil.example/noticias/", "///evil.example", "/\\evil.example"]
)
def test_nobody_is_led_to_another_host(alfa, de_joomla, path):
    request = {"PATH_INFO": path}
    response = alfa.browser().get("/", **request)
    assert response.status_code in (301, 404)
    location = response.get("Location", "/")
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))


def test_a_number_in_the_query_of_the_front_page_that_is_unknown_shows_the_front_page(alfa):
    assert alfa.get("/?p=999").status_code == 200
    assert alfa.get("/?cat=x").status_code == 200


def test_what_is_sent_is_not_led_anywhere(alfa, de_joomla):
    assert alfa.browser().post("/noticias/123-inauguran/").status_code == 404


def test_the_admin_keeps_its_own_page(alfa, as_editor, de_joomla):
    was(alfa, "77", de_joomla, "/admin/nada", alias="nada")
    assert as_editor.get("/admin/nada/").status_code == 404


@pytest.mark.on_both_databases
def test_what_nobody_knows_costs_two_questions_of_the_database(alfa, de_joomla):
    def asked(address):
        alfa.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert alfa.get(address).status_code == 404
        return [q["sql"] for q in queries if "mudanza_" in q["sql"]]

    unknown = ("/no-existe/", "/lo/que/sea/", "/x/999-y/", "/x/7-y/999-z/", "/2019/01/02/nada/")
    for address in unknown:
        assert len(asked(address)) <= 2


def test_a_number_counts_though_many_had_the_name_beside_it(alfa):
    for number in range(60):
        was(alfa, f"1{number}", alfa.noticias, alias="mision")
    page = make_page(alfa, "La misión de hoy")
    was(alfa, "7", page, alias="mision")
    assert leads(alfa, "/lo/que/sea/7-mision") == "/la-mision-de-hoy/"
