"""A letter to a portal that does not respond stays in the browser, with and without scripts."""

import pytest
from playwright.sync_api import expect

from .carta import QUEJA, fill_in, keys, send
from .meter import PHONE


def form(sent):
    """Return a page with a form; for a request with a body, a page with its size as title."""
    if sent:
        return f"<!DOCTYPE html><title>{sent}</title>"
    return """<!DOCTYPE html><title>Form</title>
        <form method="post" enctype="multipart/form-data">
        <textarea name="hechos"></textarea><input type="file" name="archivos"><button>Enviar"""


def test_without_scripts_the_page_of_nginx_sends_the_letter_again(browser, nginx, tmp_path):
    photo = tmp_path / "foto.jpg"
    photo.write_bytes(bytes(5000))
    context = browser.new_context(ignore_https_errors=True, java_script_enabled=False)
    page = context.new_page()
    with nginx.application(page=form):
        page.goto(nginx.url(QUEJA))
    page.locator("textarea").fill("Hace un mes que no hay luz.")
    page.set_input_files("input", photo)
    page.get_by_role("button", name="Enviar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Todavía no se ha enviado")

    with nginx.application(page=form):
        page.reload()
        assert int(page.title()) > 5000
        page.go_back()
        expect(page.locator("textarea")).to_have_value("Hace un mes que no hay luz.")
    context.close()


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (503, "cuente con que no recibimos su escrito"),
        (429, "Llegaron muchos escritos seguidos desde su red"),
        (413, "los archivos pesan demasiado"),
    ],
)
def test_the_script_says_what_nginx_said_and_keeps_the_form(
    new_context, portales, nginx, status, words
):
    page = new_context(**PHONE).new_page()
    page.goto(portales.url("contramaestre", QUEJA))
    fill_in(page)
    answer = nginx.refuse(QUEJA, status)
    page.route(
        f"**{QUEJA}",
        lambda route: route.fulfill(
            status=answer.status, headers=dict(answer.headers), body=answer.text
        ),
    )
    send(page)

    expect(page.locator(".estado-envio")).to_contain_text(words)
    expect(page.locator("#id_nombre")).to_have_value("Ana Muestra")
    page.unroute(f"**{QUEJA}")
    send(page)
    assert keys(page)
