"""Comparisons of versions mark what changed, and nothing else."""

import json

import pytest
from django.urls import reverse
from wagtail.rich_text import RichText

from tests.factories import make_image, make_noticia
from tests.reading import soup

from .writing import add_url


@pytest.fixture
def compare(as_moderator):
    """Return a function that returns {field: row} of the comparison of the last two versions."""

    def rows(page):
        newest, before = page.revisions.order_by("-pk").values_list("pk", flat=True)[:2]
        url = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, before, newest])
        found = soup(as_moderator.get(url)).select("table.listing tbody tr")
        return {
            row.select_one(".title").get_text(" ", strip=True): row
            for row in found
            if row.select_one(".title")
        }

    return rows


def save(page, *blocks, **fields):
    """Save a version whose blocks have no id yet, like those of a new form."""
    page.cuerpo = [(kind, RichText(value) if kind == "texto" else value) for kind, value in blocks]
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision()


def marks(row):
    return [tag.get_text(" ", strip=True) for tag in row.select(".addition, .deletion")]


LUNES = ("texto", "<p>Abre los lunes.</p>")
DEL_PORTAL = {"texto": "Horario", "nivel": "2"}


def test_what_was_saved_again_is_no_difference(alfa, compare):
    foto = {"imagen": make_image("Parque"), "pie": "De día"}
    blocks = [LUNES, ("encabezado", DEL_PORTAL), ("galeria", {"fotos": [foto]})]
    page = make_noticia(alfa, "Biblioteca", live=False)
    save(page, *blocks, resumen="Una línea\nOtra")
    save(page, *blocks, resumen="Una línea\r\nOtra")
    assert compare(page) == {}


def test_only_the_block_that_changed_is_marked(alfa, compare):
    page = make_noticia(alfa, "Biblioteca", live=False)
    save(page, LUNES, ("encabezado", DEL_PORTAL))
    save(page, LUNES, ("encabezado", DEL_PORTAL), ("texto", "<p>Y los martes.</p>"))
    [row] = compare(page).values()
    assert marks(row) == ["Texto Y los martes."]
    folded = row.select_one("details")
    assert folded.summary.get_text() == "2 bloques sin cambios"
    assert "Abre los lunes." in folded.get_text()


def test_a_link_that_leads_elsewhere_is_a_change_that_one_sees(alfa, compare):
    page = make_noticia(alfa, "Biblioteca", live=False)
    text = '<p>Vea <a href="https://www.{}.cu/">el sitio</a>.</p>'
    save(page, ("texto", text.format("gob")))
    page.cuerpo[0].value.source = text.format("otro")
    page.save_revision()
    [row] = compare(page).values()
    said = marks(row)
    assert any("gob" in words for words in said)
    assert any("otro" in words for words in said)


def test_a_change_that_is_no_word_is_named(alfa, compare):
    page = make_noticia(alfa, "Biblioteca", live=False)
    save(page, LUNES)
    page.cuerpo[0].value.source = "<p>Abre los <b>lunes</b>.</p>"
    page.save_revision()
    [row] = compare(page).values()
    assert "cambió el formato" in row.get_text()


def test_a_picture_is_seen_before_and_after(alfa, compare):
    before, after = make_image("Parque"), make_image("Plaza")
    page = make_noticia(alfa, "Biblioteca", live=False, imagen_portada=before)
    save(page, ("imagen", {"imagen": before}))
    page.imagen_portada = after
    page.cuerpo[0].value["imagen"] = after
    page.save_revision()
    for row in compare(page).values():
        assert len(row.select(".deletion img")) == 1
        assert len(row.select(".addition img")) == 1


def test_the_block_that_a_new_page_begins_with_keeps_its_key(as_editor, alfa):
    """Otherwise a form that saves itself would make another block each time."""
    tags = soup(as_editor.get(add_url(alfa.noticias))).find_all(
        attrs={"data-w-block-arguments-value": True}
    )
    states = [json.loads(tag["data-w-block-arguments-value"])[0] for tag in tags]
    [cuerpo] = [state for state in states if state and state[0]["type"] == "texto"]
    assert cuerpo[0]["id"]
