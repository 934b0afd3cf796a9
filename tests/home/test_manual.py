"""The manual in the admin: its contents lead to every chapter, and pictures are shown."""

import json

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from wagtail.models import get_page_models

from home.manual import CONTENTS, address
from tests.factories import make_image, make_noticia, make_user
from tests.reading import links, soup, text

CONTENTS_URL = "/admin/manual/"


def of_the_manual(response):
    return soup(response).select_one(".manual")


def test_every_chapter_leads_on_and_shows_its_pictures(as_editor, settings):
    assert address(CONTENTS) == CONTENTS_URL
    todo, seen, pictures = [CONTENTS_URL], set(), set()
    while todo:
        url = todo.pop()
        if url in seen:
            continue
        seen.add(url)
        response = as_editor.get(url)
        assert response.status_code == 200, url
        links = [tag["href"] for tag in of_the_manual(response).select("a[href]")]
        assert not [link for link in links if ".md" in link], url
        todo += [link for link in links if link.startswith(CONTENTS_URL)]
        pictures |= {tag["src"] for tag in of_the_manual(response).select("img")}
    files = set((settings.BASE_DIR / "docs" / "manual").glob("*.md"))
    assert len(seen) == len(files)
    assert len(pictures) > 10
    assert all(finders.find(src.removeprefix(settings.STATIC_URL)) for src in pictures)


def test_tables_are_tables(as_editor):
    assert of_the_manual(as_editor.get("/admin/manual/entrar/")).find("table")


def test_nothing_else_of_the_disk_is_shown(as_editor):
    for name in ("nada", "..", "README.md"):
        assert as_editor.get(f"{CONTENTS_URL}{name}/").status_code == 404


def test_whoever_enters_finds_it_in_the_menu(alfa, as_editor, as_moderator):
    coordinator = alfa.signed_in(make_user("coordinadora", groups=["Coordinador · Alfa"]))
    for browser in (as_editor, as_moderator, coordinator):
        assert CONTENTS_URL in browser.get("/admin/").content.decode()
    assert alfa.get(CONTENTS_URL).status_code == 302


# --- Search ----------------------------------------------------------------------------------


def found(browser, words):
    return links(browser.get(CONTENTS_URL, {"q": words}), within=".manual-hallado")


def test_what_is_looked_for_leads_to_the_part_that_tells_it(as_editor):
    url = found(as_editor, "invitar persona")["Invitar a una persona"]
    path, _hash, anchor = url.partition("#")
    assert path == "/admin/manual/equipo/"
    heading = of_the_manual(as_editor.get(path)).find(id=anchor)
    assert heading.get_text() == "Invitar a una persona"


def test_it_is_found_without_accents_and_titles_come_first(as_editor):
    first = next(iter(found(as_editor, "BITACORA")))
    assert "bitácora" in first.lower()
    assert "Resumen" in as_editor.get(CONTENTS_URL, {"q": "resumen"}).text


def test_what_the_manual_does_not_say_is_said(as_editor):
    page = text(as_editor.get(CONTENTS_URL, {"q": "<zapato>"}))
    assert "El manual no dice nada de «<zapato>»" in page
    assert found(as_editor, "a" * 5000) == {}


# --- Help of a screen ------------------------------------------------------------------------


def help_of(browser, path):
    """Return the address that «Cómo se hace esto» leads to from the screen at ``path``."""
    props = soup(browser.get(path)).find(id="wagtail-sidebar-props").string
    assert "Cómo se hace esto" in json.dumps(json.loads(props), ensure_ascii=False)
    [url] = {
        item["url"]
        for module in json.loads(props)["modules"]
        for item in _entries(module)
        if item.get("name") == "como-se-hace"
    }
    return browser.get(url).headers["location"]


def _entries(value):
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _entries(part)


def test_a_form_and_a_list_lead_to_their_chapter(as_editor, alfa):
    noticia = make_noticia(alfa, "Una feria")
    for name, chapter in {
        "wagtailadmin_home": "tablero",
        "wagtailimages:index": "imagenes-y-documentos",
        "opiniones:index": "opiniones",
        "informes:index": "tablero",
        "wagtailadmin_account": "entrar",
    }.items():
        assert help_of(as_editor, reverse(name)) == f"{CONTENTS_URL}{chapter}/"
    photo = make_image("Feria", collection=alfa.collection)
    screen = reverse("wagtailimages:edit", args=[photo.pk])
    assert help_of(as_editor, screen) == f"{CONTENTS_URL}imagenes-y-documentos/"
    edit = reverse("wagtailadmin_pages:edit", args=[noticia.pk])
    add = reverse("wagtailadmin_pages:add", args=["noticias", "eventopage", alfa.agenda.pk])
    assert help_of(as_editor, edit) == f"{CONTENTS_URL}escribir-una-noticia/"
    assert help_of(as_editor, add) == f"{CONTENTS_URL}agenda/"


def test_every_kind_of_page_and_of_record_has_a_chapter(as_editor):
    kinds = [model for model in get_page_models() if model._meta.app_label != "wagtailcore"]
    assert len(kinds) > 20
    for model in kinds:
        screen = reverse("wagtailadmin_pages:add", args=[*model._meta.label_lower.split("."), 1])
        chapter = as_editor.get(CONTENTS_URL, {"de": screen}).headers["location"]
        assert chapter != CONTENTS_URL, model
        assert as_editor.get(chapter).status_code == 200


@pytest.mark.parametrize(
    "screen", ["/", "nada", "//otro.cu/", "https://otro.cu/admin/", "/admin/x"]
)
def test_what_is_no_screen_leads_to_the_contents(as_editor, screen):
    assert as_editor.get(CONTENTS_URL, {"de": screen}).headers["location"] == CONTENTS_URL


def test_of_a_page_of_another_portal_nothing_is_told(as_editor, beta):
    other = make_noticia(beta, "Ajena")
    screen = reverse("wagtailadmin_pages:edit", args=[other.pk])
    assert as_editor.get(CONTENTS_URL, {"de": screen}).headers["location"] == CONTENTS_URL
