"""What every public answer tells the browser to refuse."""

import re

import pytest
from django.urls import reverse

from noticias.models import NoticiaPage
from tests.factories import make_image, make_noticia, make_page
from tests.reading import filled_form, soup

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


@pytest.fixture
def content(alfa):
    make_noticia(alfa, "Una noticia", imagen_portada=make_image())
    make_page(alfa, "Contactos", cuerpo=[("texto", "<p>Un texto</p>")])
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
    """No style, script or handler within the page, and nothing from another origin."""
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
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("path", PAGES)
def test_browsers_neither_guess_types_nor_tell_others_too_much(content, path):
    response = content.get(path)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"


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
