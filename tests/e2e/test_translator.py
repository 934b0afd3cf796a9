"""The editor of translations shows the texts first, and opens the tab of a missing one."""

import re

from playwright.sync_api import expect

from .manual_translations import submit_to_english

PAGE = "Consultas públicas"


def test_what_lacks_is_opened_and_on_a_telephone_the_texts_come_first(sign_in):
    admin = sign_in("traductor-contramaestre")
    page = admin.page
    admin.start_task("Traducir una página")
    page.get_by_role("button", name=f"Más opciones de «{PAGE}»").click()
    page.get_by_role("link", name="Traducir esta página").click()
    submit_to_english(admin)
    page.wait_for_load_state("networkidle")
    tabs = page.get_by_role("tab")
    expect(tabs.first).to_have_attribute("aria-selected", "true")
    while (button := page.get_by_role("button", name="Traducir", exact=True)).count():
        left = button.count()
        button.first.click()
        page.get_by_role("main").get_by_role("textbox").fill("Contact us")
        admin.button("Guardar").click()
        expect(button).to_have_count(left - 1)
    page.get_by_role("link", name="Enviar a moderación").click()
    expect(page.get_by_text(re.compile("pestaña «Buscadores y menú»"))).to_be_visible()
    page.get_by_role("link", name="Seguir traduciendo").click()
    expect(page.get_by_role("tab", name="Buscadores y menú")).to_have_attribute(
        "aria-selected", "true"
    )
    expect(button.first).to_be_focused()
    expect(button.first).to_be_in_viewport()

    page.set_viewport_size({"width": 360, "height": 640})
    page.reload()
    file = page.get_by_role("link", name="Descargar archivo PO")
    expect(file.first).to_be_visible()
    tab = page.get_by_role("tab", name="Buscadores y menú")
    expect(tab).to_be_visible()
    assert file.first.bounding_box()["y"] > button.first.bounding_box()["y"]
