"""A letter to Atención a la Población, as a person with a telephone writes it."""

from playwright.sync_api import expect

from tests.atencion.escribir import answer_to

QUEJA = "/atencion/escribir/queja/"


def fill_in(page, **changed):
    values = {
        "asunto": "Calle sin luz",
        "hechos": "Hace un mes que no hay luz.",
        "pide": "Que la arreglen.",
        "nombre": "Ana Muestra",
        "documento": "85010112345",
    }
    for name, value in (values | changed).items():
        page.locator(f"#id_{name}").fill(value)


def answer_question(page, question):
    """Tell the sum that is asked of those whose browser runs no scripts."""
    question.fill(answer_to(page.locator("label[for=id_respuesta]").inner_text()))


def send(page):
    page.get_by_role("button", name="Enviar", exact=True).click()


def send_queja(page, url):
    """Send one in the portal whose form is at ``url``; return number and code of its acuse."""
    page.goto(url)
    fill_in(page)
    question = page.locator("#id_respuesta")
    if question.is_visible():
        answer_question(page, question)
    send(page)
    return keys(page)


def keys(page):
    """Return number and code, once the acuse is there."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Lo recibimos")
    return page.locator(".claves dd").all_inner_texts()
