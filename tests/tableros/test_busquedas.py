"""Searches of the admin ignore accents and find words by their beginning."""

import pytest
from django.urls import reverse

from directorio.models import EntidadPage
from tests.bounds import within
from tests.factories import make_document, make_entidad, make_image, make_noticia, make_user

pytestmark = pytest.mark.on_both_databases

TITLE = "Atención médica en José Martí"
WRITTEN = ["atencion", "ATENCIÓN", "medic", "jose mar", "aten medi jos", "atención médica", "marti"]


@pytest.fixture(scope="module")
def named(once):
    """Objects of Alfa of several kinds with the same name, and others."""
    once(make_named)


def make_named(portales):
    alfa = portales.alfa
    make_noticia(alfa, TITLE)
    make_entidad(alfa, TITLE)
    make_image(TITLE, collection=alfa.collection)
    make_document(TITLE, collection=alfa.collection)
    make_noticia(alfa, "Otra")
    make_image("Otra", collection=alfa.collection)
    make_document("Otra", collection=alfa.collection)


def asked(alfa):
    pages = reverse("wagtailadmin_explore_results", args=[alfa.noticias.pk])
    return {
        "pages": reverse("wagtailadmin_pages:search_results"),
        "list of a section": pages,
        "chooser of pages": reverse("wagtailadmin_choose_page_search"),
        "chooser of entities": f"{reverse('wagtailadmin_choose_page_search')}"
        f"?page_type={EntidadPage._meta.label_lower}",
        "images": reverse("wagtailimages:index_results"),
        "chooser of images": reverse("wagtailimages_chooser:choose_results"),
        "documents": reverse("wagtaildocs:index_results"),
        "chooser of documents": reverse("wagtaildocs_chooser:choose_results"),
    }


@pytest.mark.parametrize(
    "where",
    [
        "pages",
        "list of a section",
        "chooser of pages",
        "chooser of entities",
        "images",
        "chooser of images",
        "documents",
        "chooser of documents",
    ],
)
def test_it_is_found_as_people_write(as_editor, alfa, named, where):
    url = asked(alfa)[where]
    missed = [
        written
        for written in WRITTEN
        if TITLE not in as_editor.get(url, {"q": written}).content.decode()
    ]
    assert missed == []
    assert TITLE not in as_editor.get(url, {"q": "zzz"}).content.decode()


ODD = {
    "hundreds of words": "palabra " * 400,
    "a thousand words": "palabra " * 900,
    "a lone quote": '"',
    "an open phrase": '"atencion medica',
    "a dash": "-",
    "hundreds of dashes": "a-" * 400,
    "nothing that can be read": "\x00",
}


@pytest.mark.parametrize("what", ODD)
def test_whatever_is_asked_is_answered_at_once(as_editor, alfa, named, what):
    asked_of_the_api = {
        name: f"/admin/api/main/{name}/?search" for name in ("pages", "images", "documents")
    }
    for where, url in (asked(alfa) | asked_of_the_api).items():
        url, _mark, name = url.partition("?")
        with within(3):
            response = as_editor.get(url, {name if name == "search" else "q": ODD[what]})
        assert response.status_code == 200, where
        if what == "an open phrase" and "api" not in url:
            assert TITLE in response.content.decode(), where


def test_the_interface_is_asked_for_no_place_that_no_list_has(as_editor, named):
    for name in ("pages", "images", "documents"):
        url = f"/admin/api/main/{name}/"
        assert as_editor.get(url, {"offset": "9" * 20}).status_code == 400
        assert as_editor.get(url, {"search": "otra", "search_operator": "x"}).status_code == 200
        assert as_editor.get(url, {"offset": "0"}).json()["items"]


# --- Lists without a search index ---------------------------------------------------


def test_people_are_found_by_their_names_in_any_order(as_administrator, alfa):
    make_user("mp", groups=[alfa.editores], first_name="María", last_name="Pérez Núñez")
    make_user("otro", groups=[alfa.editores], first_name="Pedro", last_name="Gómez")
    for written in ("maria", "PEREZ", "perez maria", "mar nun", "mp@ejemplo"):
        found = as_administrator.get(reverse("wagtailusers_users:index_results"), {"q": written})
        assert "María Pérez Núñez" in found.content.decode(), written
        assert "Pedro Gómez" not in found.content.decode(), written


@pytest.mark.parametrize(
    ("address", "written", "name"),
    [
        ("wagtailusers_groups:index_results", "atencion alfa", "Atención · Alfa"),
        ("wagtailsnippets_directorio_tipoentidad:list_results", "tramit", "Trámites"),
        ("bitacora:index_results", "atencion medica", TITLE),
    ],
)
def test_lists_without_an_index_are_searched_alike(as_administrator, alfa, address, written, name):
    make_noticia(alfa, TITLE)
    make_noticia(alfa, "Otra")
    found = as_administrator.get(reverse(address), {"q": written}).content.decode()
    assert name in found
    assert "Otra" not in found
    assert name not in as_administrator.get(reverse(address), {"q": "zzz"}).content.decode()


def test_every_list_looks_for_the_first_twelve_words(as_administrator, alfa):
    make_noticia(alfa, TITLE)
    make_user("mp", groups=[alfa.editores], first_name="María")
    lists = {
        "wagtailadmin_pages:search_results": ("medica", TITLE),
        "wagtailusers_users:index_results": ("maria", "María"),
    }
    for address, (word, name) in lists.items():
        for words, is_found in ((11, False), (12, True)):
            asked_for = {"q": f"{word} " * words + "zzz"}
            found = as_administrator.get(reverse(address), asked_for).content.decode()
            assert (name in found) is is_found, (address, words)
