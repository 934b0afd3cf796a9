"""An editor pastes a page of Word into a news item; most news items are written in Word."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from .pasting import PASTE

WORD = (Path(__file__).parent / "word.html").read_text(encoding="utf-8")
HEADING = re.compile("<h1.*?</h1>", re.DOTALL)


@pytest.fixture
def admin(sign_in, request, expected_faults):
    # The editor parses what is pasted before it removes code, and the policy blocks that code.
    expected_faults.append("Executing inline event handler violates")
    admin = sign_in("editor-contramaestre")
    admin.start_task("Escribir una noticia")
    admin.textbox("Título*").fill(request.node.originalname)
    admin.textbox("Resumen*").fill("Un texto que vino de otra parte.")
    admin.paragraph.click()
    return admin


def test_what_is_pasted_without_headings_is_kept_as_plain_text_and_lists(admin):
    with admin.saving("Sala infantil"):
        admin.paragraph.evaluate(PASTE, HEADING.sub("", WORD))
    admin.page.reload()
    see_text_of_word(admin.paragraph)


def test_headings_of_word_become_blocks_and_the_rest_stays_text(admin):
    with admin.saving("Sala infantil"):
        admin.paragraph.evaluate(PASTE, WORD)
    admin.page.reload()
    expect(admin.page.locator("[name^='cuerpo-'][name$='-texto']")).to_have_value(
        "Abre la biblioteca"
    )
    see_text_of_word(admin.paragraph)


def test_what_does_not_fit_into_a_short_field_is_told(sign_in):
    admin = sign_in("editor-contramaestre")
    admin.start_task("Escribir una noticia")
    admin.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    summary = admin.textbox("Resumen*")
    cut = admin.page.get_by_text("el final no se pegó")
    for words, times in (("a" * 301, 1), ("a" * 300, 0)):
        admin.page.evaluate("words => navigator.clipboard.writeText(words)", words)
        summary.fill("")
        summary.press("Control+v")
        expect(summary).to_have_value("a" * 300)
        expect(cut).to_have_count(times)


def see_text_of_word(text):
    expect(text.locator("[data-block]")).to_have_text(
        [
            "El lunes abre la biblioteca con dos salas.",
            "Sala de lectura",
            "Sala infantil",
            "Vea el sitio y otro.",
        ]
    )
    expect(text.locator("li")).to_have_count(2)
    expect(text.locator("img")).to_have_count(0)
    assert [part for part in ("javascript:", "Mso", "2F5496") if part in text.inner_html()] == []
