"""The headers of security that every public response sends."""

import re

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Page

from noticias.models import NoticiaPage
from search.indice import indexed_at_once
from tests.factories import make_image, make_noticia, make_page, make_user
from tests.reading import filled_form, soup
from tests.traducir import begin_to_translate

PAGES = [
    "/",
    "/noticias/",
    "/noticias/una-noticia/",
    "/contactos/",
    "/buscar/?q=noticia",
    "/mapa/",
    "/no-existe/",
    "/en/buscar/",
]


@pytest.fixture(scope="module")
def _content(once):
    once(_make_content)


@indexed_at_once()
def _make_content(portales):
    make_noticia(portales.alfa, "Una noticia", imagen_portada=make_image())
    make_page(portales.alfa, "Contactos", cuerpo=[("texto", "<p>Un texto</p>")])


@pytest.fixture
def content(_content, alfa):
    return alfa


@pytest.mark.parametrize("path", [*PAGES, "/sitemap.xml", "/noticias/rss/", "/robots.txt"])
def test_only_the_portal_itself_may_serve_what_a_page_uses(content, path):
    response = content.get(path)
    policy = dict(
        part.strip().partition(" ")[::2] for part in response["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'self'"
    assert policy["img-src"] == "'self' data:"
    assert policy["object-src"] == policy["base-uri"] == "'none'"
    assert policy["form-action"] == policy["frame-ancestors"] == "'self'"
    assert "unsafe" not in response["Content-Security-Policy"]


@pytest.mark.parametrize("path", PAGES)
def test_the_page_keeps_its_own_policy(content, path):
    """No inline style, script or handler, and nothing from another origin."""
    page = soup(content.get(path))
    for tag in page.find_all(True):
        assert not tag.has_attr("style"), tag
        assert not [name for name in tag.attrs if name.startswith("on")], tag
    assert not page.find_all(["style", "iframe", "object", "embed"])
    for script in page.find_all("script"):
        assert script.get("type") == "application/ld+json" or script["src"].startswith("/static/")
    for tag in page.find_all(["img", "script", "source", "link", "use"]):
        for name in ("src", "srcset", "href"):
            if tag.name == "link" and tag["rel"] not in (["stylesheet"], ["icon"], ["preload"]):
                continue
            assert not re.match(r"(https?:)?//", tag.get(name, "")), tag


@pytest.mark.parametrize("path", PAGES)
def test_a_citizen_gets_no_cookie(content, path):
    response = content.get(path)
    assert "Set-Cookie" not in response
    assert not response.cookies


@pytest.mark.parametrize("path", PAGES)
def test_browsers_neither_guess_types_nor_tell_others_too_much(content, path):
    response = content.get(path)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "geolocation=()" in response["Permissions-Policy"].split(", ")


@pytest.mark.parametrize(
    "path",
    ["/noticias/rss/", "/noticias/atom/", "/agenda/ics/", "/avisos/cap/"],
)
def test_other_sites_may_show_what_is_made_for_them(content, path):
    response = content.get(path)
    assert response.status_code == 200
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response["Access-Control-Allow-Origin"] == "*"


def test_networks_show_the_card_of_a_page(content):
    page = soup(content.get("/contactos/"))
    card = page.find("meta", property="og:image")["content"]
    response = content.get(card.removeprefix(content.url))
    assert response["Content-Type"] == "image/png"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_nginx_says_the_same_as_the_application(content, settings):
    files = settings.BASE_DIR / "deploy" / "nginx"
    said = "".join(file.read_text(encoding="utf-8") for file in files.glob("*.conf"))
    assert f'Permissions-Policy "{settings.PERMISSIONS_POLICY}"' in said
    response = content.get("/")
    for name in ("X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy"):
        assert f"add_header {name} {response[name]} always;" in said


def policy_of(response):
    parts = response["Content-Security-Policy"].split(";")
    return dict(part.strip().partition(" ")[::2] for part in parts)


def runs_inside(page):
    """Return what a browser would run inside ``page``: inline scripts and handlers."""
    scripts = page.find_all(
        "script", src=False, type=lambda kind: kind is None or "javascript" in kind
    )
    handlers = (tag for tag in page.find_all(True) if any(name[:2] == "on" for name in tag.attrs))
    return [*scripts, *handlers]


@pytest.mark.parametrize(
    "path", ["/admin/login/", "/admin/password_reset/", "/admin/password_reset/done/"]
)
def test_who_signs_in_gets_the_policy_of_citizens(content, path):
    response = content.get(path)
    assert response.status_code == 200
    assert policy_of(response) == policy_of(content.get("/"))
    assert not runs_inside(soup(response))


@pytest.mark.parametrize("name", ["segundo_factor", "segundo_factor_activar"])
def test_so_does_who_sets_up_the_second_factor(content, as_editor, name):
    response = as_editor.get(reverse(name))
    assert response.status_code == 200
    assert policy_of(response) == policy_of(content.get("/"))


@pytest.fixture
def screens(content):
    """Addresses of the admin: every form of the small portal, some lists and a report."""
    pages = Page.objects.filter(path__startswith=content.home.path)
    return [
        *(reverse("wagtailadmin_pages:edit", args=[page.pk]) for page in pages),
        reverse(
            "wagtailadmin_pages:add", args=["directorio", "entidadpage", content.directorio.pk]
        ),
        reverse("wagtailadmin_home"),
        reverse("wagtailimages:add_multiple"),
        reverse("wagtailadmin_reports:site_history"),
        reverse("wagtailredirects:add"),
    ]


def test_nothing_inside_a_page_of_the_admin_is_run(screens, as_administrator):
    for path in screens:
        response = as_administrator.get(path)
        assert response.status_code == 200, path
        policy = policy_of(response)
        assert "script-src" not in policy, path
        assert policy["default-src"] == "'self'", path
        assert policy["object-src"] == policy["base-uri"] == "'none'", path
        assert policy["form-action"] == policy["frame-ancestors"] == "'self'", path
        assert policy["img-src"] == "'self' data: blob:", path
        assert not runs_inside(soup(response)), path


def test_nor_of_those_of_translators(content):
    grupo = Group.objects.get(name="Traductores · Alfa")
    browser = content.signed_in(make_user("traductora", groups=[grupo]))
    begin_to_translate(content.noticias)
    noticia = NoticiaPage.objects.get()
    submit = reverse("wagtail_localize:submit_page_translation", args=[noticia.pk])
    response = browser.get(submit)
    assert soup(response).find("input", attrs={"name": "locales"})
    assert not runs_inside(soup(response))

    target = begin_to_translate(noticia).get_target_instance()
    page = soup(browser.get(reverse("wagtailadmin_pages:edit", args=[target.pk])))
    assert page.select_one(".js-translation-editor")
    assert page.select_one("script[data-page-chooser]")["data-page-chooser"]
    assert not runs_inside(page)


def test_the_admin_may_show_the_preview_of_a_page_in_a_frame(content, as_editor):
    page = NoticiaPage.objects.get()
    form = filled_form(
        as_editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])), streams=["cuerpo"]
    )
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    as_editor.post(url, form)
    response = as_editor.get(url)
    assert "Una noticia" in soup(response).h1.get_text()
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'none'" not in response.get("Content-Security-Policy", "")


def test_the_admin_asks_whoever_comes_to_sign_in(content):
    response = content.get("/admin/")
    assert response.status_code == 302
    assert response["Location"].startswith("/admin/login/")


def test_the_login_is_not_open_to_forged_forms(alfa, editora):
    browser = alfa.browser()
    browser.handler.enforce_csrf_checks = True
    response = browser.post("/admin/login/", {"username": "editora", "password": "clave"})
    assert response.status_code == 403


def test_a_person_signs_in_and_out(alfa, editora):
    browser = alfa.browser()
    assert (
        browser.post("/admin/login/", {"username": "editora", "password": "mala"}).status_code
        == 200
    )
    assert browser.get("/admin/").status_code == 302
    browser.post("/admin/login/", {"username": "editora", "password": "clave"})
    assert browser.get("/admin/").status_code == 200
    assert browser.cookies["sessionid"]["httponly"]
    browser.post("/admin/logout/")
    assert browser.get("/admin/").status_code == 302


def test_the_login_does_not_lead_to_foreign_addresses(alfa, editora):
    response = alfa.browser().post(
        "/admin/login/?next=https://ejemplo.net/",
        {"username": "editora", "password": "clave", "next": "https://ejemplo.net/"},
    )
    assert response.status_code == 302
    assert "ejemplo.net" not in response["Location"]


@pytest.mark.parametrize(
    "path", ["/media/../manage.py", "/media/%2e%2e/manage.py", "/static/../manage.py", "/media/"]
)
def test_files_outside_the_uploads_are_not_served(alfa, path):
    response = alfa.get(path)
    assert response.status_code in (400, 404)
    assert b"DJANGO_SETTINGS_MODULE" not in response.content
