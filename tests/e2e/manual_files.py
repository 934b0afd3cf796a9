"""The part of the manual on files that citizens see: changes that wait, and their decision."""

import re

from PIL import Image, ImageDraw
from playwright.sync_api import expect

TITLE = "Paisaje de muestra 1 (Mella)"
ALT = "Un sol grande sobre la sierra"
COMMENT = "No es de este municipio."


def walk_files(sign_in, camera, folder):
    """An editor changes a picture twice; the first change is returned, the second is approved."""
    editor = sign_in("editor-mella")
    moderator = sign_in("moderador")
    path = folder / "sol.jpg"
    draw_sun(path)

    open_image(editor, camera)
    expect(editor.page.get_by_text(re.compile("espera a que lo apruebe otra"))).to_be_visible()
    camera.take(editor, "archivo-publicado")
    send(editor, path)
    seen = editor.page.get_by_role("link", name="Ver el cambio")
    camera.read(seen)
    seen.click()
    expect(editor.page.get_by_text("Usted envió este cambio")).to_be_visible()

    open_change(moderator)
    give_back = moderator.button("Devolver con este comentario")
    camera.read(give_back)
    camera.take(moderator, "archivo-por-revisar")
    moderator.textbox("Qué hay que cambiar*").fill(COMMENT)
    give_back.click()
    expect(moderator.messages).to_contain_text("devuelto con su comentario")

    open_image(editor, camera)
    camera.read(editor.page.get_by_text(re.compile(COMMENT)))
    editor.page.get_by_role("link", name="Ver el cambio").click()
    correct = editor.page.get_by_role("link", name="Corregir y enviar de nuevo")
    camera.read(correct)
    correct.click()
    expect(editor.textbox("Texto alternativo*")).to_have_value(ALT)
    send(editor, path)
    open_change(moderator)
    approve = moderator.button("Aprobar y publicar")
    camera.read(approve)
    approve.click()
    expect(moderator.messages).to_contain_text("aprobado")


def draw_sun(path):
    picture = Image.new("RGB", (1200, 675), "#a42")
    ImageDraw.Draw(picture).ellipse((400, 137, 800, 537), fill="#fd8")
    picture.save(path)


def open_image(editor, camera):
    page = editor.page
    editor.open()
    page.get_by_role("navigation", name="Menú principal").get_by_role(
        "link", name="Imágenes"
    ).click()
    camera.read(page.get_by_role("heading", level=1))
    page.get_by_role("main").get_by_role("link", name=re.compile(re.escape(TITLE))).first.click()
    expect(editor.textbox("Título*")).to_have_value(TITLE)


def send(editor, path):
    editor.page.get_by_label("Archivo").set_input_files(path)
    editor.textbox("Texto alternativo*").fill(ALT)
    editor.button("Guardar").click()
    expect(editor.messages).to_contain_text("se envió a moderación")


def open_change(moderator):
    moderator.open()
    moderator.page.get_by_role("link", name=re.compile("^Por revisar")).first.click()
    moderator.page.get_by_role("main").get_by_role("link", name=TITLE).first.click()
    expect(moderator.page.get_by_role("figure", name="Lo que se vería")).to_be_visible()
