"""Texts from Word or a spreadsheet are brought into a news item."""

import base64
import re

import pytest
from playwright.sync_api import expect

from ..factories import image_bytes
from ..redaccion.documentos import docx, link, paragraph, picture, run, table
from .pasting import PASTE

DOCUMENT = docx(
    paragraph("Abre la biblioteca municipal", style="Ttulo"),
    paragraph("El lunes abre ", run("la biblioteca", properties="<w:b/>"), " con dos salas."),
    paragraph("Las salas", style="Ttulo1"),
    paragraph("Sala de lectura", item=0),
    paragraph("Sala infantil", item=0),
    paragraph(picture("p0", "La fachada, con la gente delante")),
    table(["Día", "Hora"], ["Lunes", "8:00 a.m."], ["Martes", "9:00 a.m."]),
    paragraph("Vea ", link("el sitio", "l0"), "."),
    links=["https://www.ejemplo.cu/"],
    pictures=[image_bytes((640, 360))],
)
SPREADSHEET = (
    "<table><tr><td>Servicio</td><td>Costo</td></tr><tr><td>Agua</td><td>10,00</td></tr></table>"
)
DROP = """([content, name]) => {
    const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([bytes], name));
    const field = document.querySelector("#panel-child-contenido-cuerpo-section, form");
    for (const kind of ["dragover", "drop"])
        field.dispatchEvent(new DragEvent(kind, {dataTransfer, bubbles: true, cancelable: true}));
}"""


@pytest.fixture
def admin(sign_in):
    admin = sign_in("editor-contramaestre")
    admin.start_task("Escribir una noticia")
    return admin


def status(admin):
    return admin.page.locator(".textos-traidos").get_by_role("status")


def choose(admin, content, name="nota.docx"):
    with admin.page.expect_file_chooser() as chooser:
        admin.button("Traer un texto de Word").click()
    chooser.value.set_files({"name": name, "mimeType": "", "buffer": content})


def test_a_document_becomes_the_body_and_can_be_taken_back(admin):
    admin.textbox("Resumen*").fill("Un texto que vino de Word.")
    choose(admin, DOCUMENT)
    expect(status(admin)).to_contain_text(
        "Vino de nota.docx: 2 encabezados, 2 párrafos, 1 lista, 1 tabla, 1 imagen."
    )
    expect(admin.textbox("Título*")).to_have_value("Abre la biblioteca municipal")
    blocks = blocks_of(admin)
    assert kinds_of(blocks) == ["texto", "encabezado", "texto", "imagen", "tabla", "texto"]
    admin.wait_until_saved()
    admin.page.reload()
    expect(admin.page.locator("body")).to_contain_text("El lunes abre la biblioteca con dos salas.")
    expect(blocks).to_have_count(6)
    expect(admin.page.locator("[name$='-cell-0-1']")).to_have_value("8:00 a.m.")
    # Existing blocks stay, and the new blocks can be removed again.
    choose(admin, DOCUMENT)
    expect(blocks).to_have_count(13)
    admin.button("Quitar lo que vino").click()
    expect(blocks).to_have_count(6)
    expect(status(admin)).to_contain_text("Se quitó lo que vino.")


def blocks_of(admin):
    return admin.page.locator("[data-streamfield-child]").filter(visible=True)


def kinds_of(blocks):
    return [block.locator("input[name$='-type']").first.input_value() for block in blocks.all()]


def test_a_file_that_is_dropped_on_a_telephone_or_desk_is_taken_and_a_wrong_one_says_why(admin):
    admin.page.set_viewport_size({"width": 360, "height": 740})
    admin.textbox("Título*").fill("La biblioteca")
    send = [base64.b64encode(DOCUMENT).decode(), "nota.docx"]
    admin.page.evaluate(DROP, send)
    expect(status(admin)).to_contain_text("Vino de nota.docx")
    # The page has a title already, so the title of the document becomes a heading.
    assert kinds_of(blocks_of(admin))[:2] == ["encabezado", "texto"]
    width = "document.documentElement.scrollWidth"
    assert admin.page.evaluate(width) <= 360
    admin.page.evaluate(DROP, [base64.b64encode(b"\xd0\xcf\x11\xe0" * 200).decode(), "vieja.doc"])
    expect(status(admin)).to_contain_text("Word antiguo (.doc)")


def test_a_connection_that_breaks_says_so_and_is_tried_again(admin):
    admin.textbox("Título*").fill("La biblioteca")
    admin.page.route(re.compile("/word/$"), lambda route: route.abort())
    choose(admin, DOCUMENT)
    expect(status(admin)).to_contain_text("se cortó la conexión")
    admin.page.unroute(re.compile("/word/$"))
    admin.button("Reintentar").click()
    expect(status(admin)).to_contain_text("Vino de nota.docx")


def test_a_table_that_is_pasted_becomes_a_block_behind_the_text(admin):
    admin.textbox("Título*").fill("Tarifas")
    admin.paragraph.fill("Antes de la tabla.")
    admin.paragraph.evaluate(PASTE, SPREADSHEET)
    expect(status(admin)).to_contain_text("Se pegó: 1 tabla.")
    assert kinds_of(blocks_of(admin)) == ["texto", "tabla"]
    expect(admin.paragraph).to_contain_text("Antes de la tabla.")


def test_a_paste_without_connection_is_kept_as_text(admin):
    admin.textbox("Título*").fill("Tarifas")
    admin.page.route(re.compile("/pegado/$"), lambda route: route.abort())
    admin.paragraph.click()
    admin.paragraph.evaluate(PASTE, SPREADSHEET)
    expect(status(admin)).to_contain_text("se pegó como texto")
    expect(admin.paragraph).to_contain_text("10,00")


def test_a_paste_that_is_too_long_leaves_the_form_as_it_was(admin):
    admin.paragraph.fill("Lo de antes.")
    admin.paragraph.evaluate(PASTE, "<p>palabra</p>" * 150_000)
    expect(status(admin)).to_contain_text("demasiado largo")
    expect(admin.paragraph).to_have_text("Lo de antes.")
