"""An editor pastes a page of Word into a news item, as most of them are written."""

from pathlib import Path

from playwright.sync_api import expect

WORD = (Path(__file__).parent / "word.html").read_text(encoding="utf-8")
PASTE = """(place, html) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", html);
    place.dispatchEvent(
        new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true})
    );
}"""


def test_what_is_pasted_from_word_is_kept_as_plain_text_and_lists(sign_in, expected_faults):
    # What would run of what was pasted: Draftail looks at it before it leaves it out.
    expected_faults.append("Executing inline event handler violates")
    admin = sign_in("editor-contramaestre")
    admin.start_task("Escribir una noticia")
    admin.textbox("Título*").fill("Pegada de Word")
    admin.textbox("Resumen*").fill("Un texto que vino de otra parte.")
    admin.paragraph.click()
    with admin.saving("Sala infantil"):
        admin.paragraph.evaluate(PASTE, WORD)
    admin.page.reload()
    text = admin.paragraph
    expect(text.locator("[data-block]")).to_have_text(
        [
            "Abre la biblioteca",
            "El lunes abre la biblioteca con dos salas.",
            "Sala de lectura",
            "Sala infantil",
            "Vea el sitio y otro.",
        ]
    )
    expect(text.locator("li")).to_have_count(2)
    expect(text.locator("img")).to_have_count(0)
    assert [part for part in ("javascript:", "Mso", "2F5496") if part in text.inner_html()] == []
