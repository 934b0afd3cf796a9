"""The part of the manual on the menus of a form, links to drafts and requests to retire a page."""

import re

from playwright.sync_api import expect

PAGE = "Vecinos de Mayarí Arriba siembran sombra"
WHY = "La siembra se suspendió."


def walk_desk(sign_in, camera):
    administrator = sign_in("administrador")
    administrator.open()
    for menu in ("Informes", "Configuración"):
        administrator.page.locator(".sidebar").get_by_role("link", name=menu).click()
        camera.read(administrator.page.get_by_role("heading", name=menu, level=1))
    administrator.button("Ayuda").click()
    camera.read(administrator.page.get_by_role("link", name="Cómo se hace esto"))

    editor = sign_in("editor-segundo-frente")
    for report, title in (("lecturas", "Páginas más leídas"), ("enlaces", "Enlaces rotos")):
        editor.open(f"/admin/{report}/")
        camera.read(editor.page.get_by_role("heading", name=title, level=1))
    editor.open("/admin/images/multiple/add/")
    camera.read(editor.page.get_by_role("heading", level=1))
    show_draft(editor, camera)
    ask_to_retire(editor, sign_in("moderador"), camera)


def show_draft(editor, camera):
    editor.open_page(PAGE)
    with editor.saving("veinte árboles"):
        editor.textbox("Resumen*").fill("Sembraron veinte árboles en la calle.")
    editor.page.reload()
    editor.choose("Enlace para mostrarla")
    camera.read(editor.button("Crear el enlace"))
    editor.button("Crear el enlace").click()
    camera.read(editor.button("Revocar"))


def ask_to_retire(editor, moderator, camera):
    editor.open_page(PAGE)
    camera.read(editor.textbox("Resumen*"))
    editor.choose("Pedir que se retire")
    editor.textbox("Por qué hay que retirarla*").fill(WHY)
    editor.button("Enviar el pedido").click()
    expect(editor.messages).to_contain_text("se pidió a la moderación que la retire")
    editor.open()
    camera.read(editor.page.get_by_role("region", name="Retiros que pidió"))
    moderator.open()
    moderator.page.get_by_role("link", name=re.compile("^Por revisar")).first.click()
    asked = moderator.page.get_by_role("region", name="Páginas que se pide retirar")
    asked.get_by_role("link", name=PAGE).click()
    camera.read(moderator.button("Retirar la página"))
