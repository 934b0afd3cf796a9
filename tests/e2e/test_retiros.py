"""Requests to retire a page, and links that show a draft to somebody without an account."""

import re

from playwright.sync_api import expect

PAGE = "Vecinos de Mella siembran sombra"
WHY = "La siembra se suspendió y la gente sigue viniendo."
PHONE = {"viewport": {"width": 360, "height": 740}}


def test_a_draft_is_shown_by_a_link_until_it_is_revoked(sign_in, new_context):
    editor = sign_in("editor-mella")
    editor.open_page(PAGE)
    summary = editor.textbox("Resumen*")
    with editor.saving("veinte árboles"):
        summary.fill("Sembraron veinte árboles en la calle.")
    editor.page.reload()
    editor.choose("Enlace para mostrarla")
    editor.textbox("A quién se lo da").fill("La intendenta")
    editor.button("Crear el enlace").click()
    url = editor.page.get_by_label("Dirección del enlace").input_value()

    chief = new_context(**PHONE).new_page()
    chief.goto(url)
    expect(chief.get_by_role("main")).to_contain_text("Sembraron veinte árboles en la calle.")
    expect(chief.get_by_role("note")).to_contain_text("no publicado")
    assert chief.evaluate("document.documentElement.scrollWidth") <= 360

    editor.page.goto(editor.page.url)
    expect(editor.page.get_by_role("main")).to_contain_text("abierto 1 vez")
    editor.button("Revocar").click()
    expect(editor.messages).to_contain_text("El enlace ya no sirve")
    chief.reload()
    expect(chief.get_by_role("heading", level=1)).to_have_text("Este enlace ya no sirve")


def test_an_editor_asks_and_a_moderator_retires(sign_in, new_context):
    editor = sign_in("editor-mella")
    editor.open_page(PAGE)
    editor.choose("Pedir que se retire")
    public = editor.page.get_by_role("link", name="Ver la página publicada").get_attribute("href")
    editor.textbox("Por qué hay que retirarla*").fill(WHY)
    editor.button("Enviar el pedido").click()
    expect(editor.messages).to_contain_text("se pidió a la moderación que la retire")

    moderator = sign_in("moderador")
    moderator.open()
    moderator.page.get_by_role("link", name=re.compile("^Por revisar")).first.click()
    asked = moderator.page.get_by_role("region", name="Páginas que se pide retirar")
    expect(asked).to_contain_text(WHY)
    asked.get_by_role("link", name=PAGE).click()
    moderator.button("Retirar la página").click()
    expect(moderator.messages).to_contain_text("Los ciudadanos ya no la ven")

    editor.open()
    told = editor.page.get_by_role("region", name="Retiros que pidió")
    expect(told).to_contain_text("página retirada")
    citizen = new_context(**PHONE).new_page()
    assert citizen.goto(public).status == 404
