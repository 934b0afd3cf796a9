"""A letter to Atención a la Población, as a citizen writes it on a telephone."""

from playwright.sync_api import expect

from tests.atencion.escritos import answer_to

QUEJA = "/atencion/escribir/queja/"


WRITTEN = {
    "asunto": "Calle sin luz",
    "hechos": "Hace un mes que no hay luz.",
    "pide": "Que la arreglen.",
    "nombre": "Ana Muestra",
    "documento": "85010112345",
}


def fill_in(page, **changed):
    for name, value in (WRITTEN | changed).items():
        show(page, f"#id_{name}").fill(value)


def show(page, field):
    """Go to the step that holds ``field``, as a link of the summary does; return the field."""
    found = page.locator(field)
    if not found.is_visible():
        step = found.evaluate("field => field.closest('.parte').classList[1]")
        page.evaluate("step => { location.hash = step; }", step)
    return found


def answer_question(page, question):
    """Fill in the sum that the form asks where no scripts run."""
    question.fill(answer_to(page.locator("label[for=id_respuesta]").inner_text()))


def send(page):
    if page.locator(".carta").count():
        show(page, ".carta [type=submit]")
    page.get_by_role("button", name="Enviar", exact=True).click()


def send_queja(page, url):
    """Send a queja with the form at ``url``; return the number and code of its acuse."""
    page.goto(url)
    fill_in(page)
    show(page, ".carta [type=submit]")
    question = page.locator("#id_respuesta")
    if question.is_visible():
        answer_question(page, question)
    send(page)
    return keys(page)


def keys(page):
    """Return the number and code on the page of the acuse."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Lo recibimos")
    return page.locator(".claves dd").all_inner_texts()


def answer_case(operator, numero, text):
    """Answer the case ``numero`` in the admin, as a user of its office."""
    operator.open(f"/admin/casos/?q={numero}")
    operator.page.get_by_role("link", name=numero).click()
    operator.page.get_by_role("link", name="Responder", exact=True).click()
    operator.textbox("Respuesta*").fill(text)
    operator.button("Enviar la respuesta").click()
    expect(operator.messages).to_contain_text("Se respondió el caso")
