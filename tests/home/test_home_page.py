"""The front page of a portal and the frame around every page."""

import re
from datetime import date, timedelta

import pytest
from django.test import RequestFactory
from django.urls import reverse

from base.models import PortalSettings
from base.views import server_error
from home.models import HomePage, StandardPage
from noticias.models import NoticiaPage, NoticiasIndexPage
from tests.factories import (
    make_image,
    make_noticia,
    make_page,
)
from tests.reading import filled_form, json_ld, links, meta, rel, soup, text


def change_settings(portal, **values):
    datos = PortalSettings.objects.get(slug=portal.slug)
    for name, value in values.items():
        setattr(datos, name, value)
    datos.save()
    return datos


def test_the_page_says_where_one_is_and_asks_what_one_needs(alfa):
    page = soup(alfa.get())
    assert page.html["lang"] == "es-CU"
    assert page.html["data-acento"] == "mar"
    assert page.title.get_text() == "Portal del Ciudadano de Alfa"
    assert [h1.get_text() for h1 in page.find_all("h1")] == ["Portal del Ciudadano de Alfa"]
    form = page.main.find("form", role="search")
    assert form["action"] == "/buscar/"
    assert form.label.get_text() == "¿Qué necesita hacer?"
    assert form.find("input", attrs={"name": "q"})["id"] == form.label["for"]


def test_the_page_without_any_content_looks_finished(alfa):
    page = soup(alfa.get())
    for heading in page.find_all(["h2", "h3"]):
        assert heading.find_parent(["section", "nav", "aside", "div", "form"]).find(
            ["a", "p", "li"]
        )
    assert "None" not in text(alfa.get())
    assert not page.main.find("ul", string="")


def test_the_latest_news_are_shown_newest_first(alfa):
    for day in range(1, 9):
        make_noticia(alfa, f"Noticia {day}", fecha=date(2026, 11, day))
    titles = [
        h3.get_text() for h3 in soup(alfa.get()).main.find_all("h3") if "Noticia" in h3.get_text()
    ]
    assert titles == [f"Noticia {day}" for day in (8, 7, 6, 5)]
    assert links(alfa.get(), within="main")["Todas las noticias"] == "/noticias/"


def test_news_of_one_day_come_in_the_order_of_their_publication(alfa):
    for name in ("primera", "segunda", "tercera"):
        make_noticia(alfa, f"Noticia {name}")
    page = text(alfa.get())
    assert (
        page.index("Noticia tercera")
        < page.index("Noticia segunda")
        < page.index("Noticia primera")
    )


def test_a_withdrawn_news_section_takes_its_news_off_the_home(alfa):
    make_noticia(alfa, "Una noticia")
    NoticiasIndexPage.objects.get(pk=alfa.noticias.pk).unpublish()
    response = alfa.get()
    assert response.status_code == 200
    assert "Una noticia" not in text(response)


def test_the_menu_never_holds_more_than_seven_items(alfa):
    for number in range(9):
        make_page(alfa, f"Página {number}", show_in_menus=True)
    menu = links(alfa.get(), within='nav[aria-label="Principal"]')
    assert list(menu)[:2] == ["Inicio", "Trámites y servicios"]
    assert len(menu) == 7


def test_the_menu_marks_where_one_is(alfa):
    make_page(alfa, "Historia", show_in_menus=True)
    make_noticia(alfa, "Una noticia")

    def current(path):
        nav = soup(alfa.get(path)).find("nav", attrs={"aria-label": "Principal"})
        return {
            a.get_text(): a["aria-current"] for a in nav.find_all("a", attrs={"aria-current": True})
        }

    assert current("/") == {"Inicio": "page"}
    assert current("/historia/") == {"Historia": "page"}
    assert current("/noticias/") == {"Noticias": "page"}
    assert current("/noticias/una-noticia/") == {"Noticias": "true"}
    assert current("/no-existe/") == {}


def test_a_section_whose_name_begins_like_another_is_not_marked(alfa):
    make_page(alfa, "Gobierno local", show_in_menus=True)
    nav = soup(alfa.get("/gobierno-local/")).find("nav", attrs={"aria-label": "Principal"})
    assert [a.get_text() for a in nav.find_all(attrs={"aria-current": True})] == ["Gobierno local"]


def test_the_footer_shows_how_to_reach_the_portal(alfa):
    change_settings(
        alfa,
        correo="alfa@ejemplo.cu",
        direccion="Calle Martí No. 1",
        horario="Lunes a viernes, 8:00 a.m. a 5:00 p.m.\nSábados, 8:00 a.m. a 12:00 m.",
        telefonos=[("telefono", {"etiqueta": "Atención a la Población", "numero": "22 686868"})],
        redes=[("red", {"red": "telegram", "url": "https://t.me/alfa"})],
    )
    response = alfa.get("/noticias/")
    footer = soup(response).find("footer")
    words = " ".join(footer.get_text(" ").split())
    assert "Calle Martí No. 1" in words
    assert "Sábados, 8:00 a.m. a 12:00 m." in words
    hrefs = {a["href"] for a in footer.find_all("a", href=True)}
    assert {"tel:+53-22-686868", "mailto:alfa@ejemplo.cu", "https://t.me/alfa"} <= hrefs
    assert {portal for portal in hrefs if portal.startswith("http://")} == {
        "http://localhost:8000/",
        "http://alfa.localhost:8000/",
        "http://beta.localhost:8000/",
    }


def test_what_is_written_in_the_settings_is_text_and_never_markup(alfa):
    change_settings(alfa, direccion="<script>alert(1)</script>", horario="<b>siempre</b>")
    page = alfa.get().content.decode()
    assert "<script>alert(1)" not in page
    assert "<b>siempre" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_footer_names_the_sister_portals_province_first(portales):
    nav = soup(portales.beta.get()).find("footer").find(string="Portales de la provincia")
    items = nav.find_parent("nav").find_all("a")
    assert [a.get_text() for a in items] == ["Provincia", "Alfa", "Beta"]
    assert [a.get_text() for a in items if a.has_attr("aria-current")] == ["Beta"]


def test_the_header_names_the_portal_and_leads_home(portales):
    header = soup(portales.alfa.get("/noticias/")).find("header")
    assert header.find("a")["href"] == "/"
    assert "Alfa" in header.find("a").get_text()
    assert "Provincia de Oriente" in soup(portales.provincia.get()).find("header").get_text()


def test_the_shield_of_a_portal_is_shown_once_it_has_one(alfa, committed):
    assert not soup(alfa.get()).find("header").find("img")
    with committed():
        change_settings(alfa, escudo=make_image("Escudo"))
    image = soup(alfa.get()).find("header").find("img")
    assert image["src"].endswith(".png")
    assert (int(image["width"]), int(image["height"])) == (144, 81)


def test_readers_may_jump_over_the_header(alfa):
    page = soup(alfa.get())
    jump = page.body.find("a")
    assert jump.get_text() == "Saltar al contenido"
    assert page.find(id=jump["href"].removeprefix("#")).name == "main"


def test_breadcrumbs_lead_back_from_deep_pages(alfa):
    parent = make_page(alfa, "El municipio")
    make_page(alfa, "Historia", parent=parent)
    page = soup(alfa.get("/el-municipio/historia/"))
    nav = page.find("nav", attrs={"aria-label": "Ruta de navegación"})
    assert [(a.get_text(), a["href"]) for a in nav.find_all("a")] == [
        ("Inicio", "/"),
        ("El municipio", "/el-municipio/"),
    ]
    assert nav.find(attrs={"aria-current": "page"}).get_text() == "Historia"
    crumbs = json_ld(alfa.get("/el-municipio/historia/"))["BreadcrumbList"]["itemListElement"]
    assert [(item["position"], item["name"]) for item in crumbs] == [
        (1, "Inicio"),
        (2, "El municipio"),
        (3, "Historia"),
    ]
    assert crumbs[1]["item"] == f"{alfa.url}/el-municipio/"


def test_the_home_has_no_breadcrumbs(alfa):
    assert not soup(alfa.get()).find("nav", attrs={"aria-label": "Ruta de navegación"})


def test_the_home_describes_the_government_for_robots(alfa):
    change_settings(
        alfa,
        correo="alfa@ejemplo.cu",
        direccion="Calle Martí No. 1",
        telefonos=[("telefono", {"etiqueta": "Gobierno", "numero": "22 686868"})],
        redes=[("red", {"red": "telegram", "url": "https://t.me/alfa"})],
    )
    response = alfa.get()
    data = json_ld(response)["GovernmentOrganization"]
    assert data["name"] == "Portal del Ciudadano de Alfa"
    assert data["url"] == f"{alfa.url}/"
    assert data["email"] == "alfa@ejemplo.cu"
    assert data["address"]["streetAddress"] == "Calle Martí No. 1"
    assert data["address"]["addressLocality"] == "Alfa la Vieja"
    assert data["contactPoint"]["telephone"] == "+53-22-686868"
    assert data["sameAs"] == "https://t.me/alfa"
    assert rel(response, "canonical") == [f"{alfa.url}/"]
    assert meta(response, "og:type") == "website"
    assert meta(response, "og:site_name") == "Portal del Ciudadano de Alfa"


def test_browsers_and_readers_find_the_feeds(alfa):
    for path in ("/", "/noticias/", "/buscar/"):
        feeds = rel(alfa.get(path), "alternate", type="application/rss+xml")
        assert feeds == ["/noticias/rss/", "/transparencia/documentos/rss/", "/avisos/rss/"]


def test_an_unknown_page_is_a_404_in_the_dress_of_the_portal(portales):
    for portal in portales:
        response = portal.get("/no-existe/")
        assert response.status_code == 404
        page = soup(response)
        assert page.html["data-acento"] == PortalSettings.for_site(portal.site).acento
        assert PortalSettings.for_site(portal.site).titulo in page.title.get_text()
        assert page.main.find("form", role="search")
        assert links(response, within="main")["Ir al inicio"] == "/"
        assert meta(response, "robots") == "noindex"


@pytest.mark.parametrize(
    "path",
    [
        "/%00/",
        "/noticias/%00/",
        "/%ff/",
        "/../../etc/passwd/",
        f"/{'a' * 3000}/",
        "/ñandú/",
        "/%0d%0aX: 1/",
    ],
)
def test_a_strange_path_is_not_found(alfa, path):
    assert alfa.get(path).status_code == 404


def test_a_path_without_its_slash_leads_to_the_page(alfa):
    response = alfa.get("/noticias")
    assert response.status_code == 301
    assert response["Location"] == "/noticias/"


def test_the_error_page_is_drawn_without_a_database(alfa, django_assert_num_queries):
    request = RequestFactory(headers={"host": alfa.host}).get("/")
    with django_assert_num_queries(0):
        response = server_error(request)
    assert response.status_code == 500
    page = soup(response)
    assert "Portal del Ciudadano de Alfa" in page.get_text()
    assert page.html["data-acento"] == "mar"


def test_a_fault_gives_the_error_page_in_the_dress_of_the_portal(alfa, tmp_path, settings):
    """A broken template stands for any server error."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "home_page.html").write_text("{% url 'no_existe' %}", encoding="utf-8")
    [engine] = settings.TEMPLATES
    settings.TEMPLATES = [{**engine, "DIRS": [tmp_path, *engine["DIRS"]]}]
    browser = alfa.browser()
    browser.raise_request_exception = False
    response = browser.get("/")
    assert response.status_code == 500
    assert "Portal del Ciudadano de Alfa" in text(response)
    assert "Traceback" not in text(response)


# --- The informative page ----------------------------------------------------------


def test_an_informative_page_says_who_answers_for_it_and_since_when(alfa):
    make_page(
        alfa,
        "Historia",
        responsable="Oficina del Historiador",
        revisado_el=date(2026, 3, 5),
        proxima_revision=date(2027, 3, 5),
    )
    page = text(alfa.get("/historia/"))
    assert "Responsable: Oficina del Historiador" in page
    assert "Última revisión: 5 de marzo de 2026" in page


def test_an_informative_page_lists_the_public_pages_below(alfa):
    parent = make_page(alfa, "El municipio")
    make_page(alfa, "Historia", parent=parent)
    make_page(alfa, "Borrador", parent=parent, live=False)
    found = links(alfa.get("/el-municipio/"), within="main")
    assert any(
        name.startswith("Historia") and url == "/el-municipio/historia/"
        for name, url in found.items()
    )
    assert "Borrador" not in text(alfa.get("/el-municipio/"))


# --- Allowed parents of each page type ----------------------------------------------


def test_an_editor_is_offered_what_belongs_below_a_page(as_editor, alfa):
    page = make_page(alfa, "El municipio")
    noticia = make_noticia(alfa, "Una noticia")

    def offered(parent):
        response = as_editor.get(
            reverse("wagtailadmin_pages:add_subpage", args=[parent.pk]), follow=True
        )
        return response

    below_home = offered(alfa.home)
    # Only one type is allowed, so the admin opens its form directly.
    assert "Página informativa" in text(below_home) or "página informativa" in text(below_home)
    assert "ección de noticias" not in text(below_home)
    assert "noticiapage" in offered(alfa.noticias).request["PATH_INFO"]
    assert "standardpage" in offered(page).request["PATH_INFO"]
    assert offered(noticia).status_code in (302, 403) or "Una noticia" not in text(offered(noticia))


@pytest.mark.parametrize(
    ("model", "parent"),
    [
        ("noticiapage", "home"),
        ("noticiasindexpage", "home"),
        ("noticiasindexpage", "noticias"),
        ("standardpage", "noticias"),
        ("homepage", "home"),
        ("homepage", "container"),
        ("standardpage", "container"),
    ],
)
def test_a_type_is_refused_where_it_does_not_belong(as_editor, alfa, model, parent):
    app = "noticias" if model.startswith("noticia") else "home"
    url = reverse("wagtailadmin_pages:add", args=[app, model, getattr(alfa, parent).pk])
    assert as_editor.get(url).status_code in (302, 403)


def test_no_page_type_can_be_put_where_a_portal_would_break(portales):
    assert HomePage.allowed_parent_page_models()
    assert not HomePage.can_create_at(portales.alfa.home)
    assert not NoticiasIndexPage.can_create_at(portales.alfa.home)
    assert not NoticiaPage.can_create_at(portales.alfa.home)
    assert NoticiaPage.can_create_at(portales.alfa.noticias)


@pytest.mark.parametrize("model", [HomePage, StandardPage, NoticiasIndexPage, NoticiaPage])
def test_an_editor_reads_what_a_type_is_for(model):
    assert str(model.get_page_description())
    assert str(model._meta.verbose_name) != model.__name__.lower()


@pytest.mark.parametrize("days", [0, -1])
def test_the_next_review_must_come_after_the_last_one(as_editor, alfa, days):
    page = make_page(alfa, "Historia")
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    last = date(2026, 3, 5)
    data = filled_form(
        as_editor.get(url),
        streams=["cuerpo"],
        revisado_el=last.isoformat(),
        proxima_revision=(last + timedelta(days=days)).isoformat(),
    )
    response = as_editor.post(url, data)
    assert response.status_code == 200
    assert "La próxima revisión debe ser posterior a la última." in text(response)
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().revisado_el is None


def test_a_summary_is_asked_for_when_a_page_is_submitted(as_editor, alfa):
    page = make_page(alfa, "Historia")
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = filled_form(as_editor.get(url), streams=["cuerpo"], resumen="", **{"action-submit": "1"})
    assert as_editor.post(url, data).status_code == 200


@pytest.mark.parametrize("slug", ["buscar", "admin", "documentos", "static", "media", "en", "es"])
def test_a_page_cannot_take_an_address_of_the_installation(as_editor, alfa, slug):
    url = reverse("wagtailadmin_pages:add", args=["home", "standardpage", alfa.home.pk])
    data = filled_form(
        as_editor.get(url), streams=["cuerpo"], title="Una", slug=slug, resumen="Una página"
    )
    assert as_editor.post(url, data).status_code == 200
    assert not StandardPage.objects.filter(slug=slug).exists()


def test_the_footer_leads_to_what_the_menu_does_not(alfa):
    make_page(alfa, "Historia", show_in_menus=True)
    make_page(alfa, "Accesibilidad")
    make_page(alfa, "Borrador", live=False)
    for number in range(6):
        make_page(alfa, f"Sección {number}", show_in_menus=True)
    response = alfa.get()
    menu = set(links(response, within='nav[aria-label="Principal"]').values())
    footer = set(links(response, within="footer").values())
    assert "/historia/" in menu
    assert {"/accesibilidad/", "/seccion-5/"} <= footer
    assert not (menu & footer) - {"/"}
    assert "/borrador/" not in footer


def test_a_picture_whose_file_was_lost_does_not_take_the_page_with_it(alfa):
    image = make_image("Parque", description="Un parque")
    make_page(alfa, "El parque", imagen_portada=image)
    make_noticia(alfa, "Una noticia", imagen_portada=image)
    image.renditions.all().delete()
    image.file.storage.delete(image.file.name)
    for path in ("/el-parque/", "/noticias/una-noticia/", "/noticias/", "/"):
        assert alfa.get(path).status_code == 200


def test_it_is_sent_without_what_is_only_for_those_who_write_templates(alfa):
    assert not re.search(r"^[ \t]", alfa.get().content.decode(), re.MULTILINE)
