"""The chapter of the manual on translating, from the first text to a separate page."""

import re
from urllib.parse import urlencode

import polib
from playwright.sync_api import expect

PAGE = "Accesibilidad"
ENGLISH_TITLE = "Accessibility"
ENGLISH_SUMMARY = "How to use the portal with the keyboard, large print or a screen reader."


def walk_translations(sign_in, camera, folder):
    """What a translator does, and how editors and moderators handle translations."""
    translator = sign_in("traductor-contramaestre")
    editor = sign_in("editor-contramaestre")
    moderator = sign_in("moderador")
    begin_translation(translator, camera)
    translate_a_text(translator, camera)
    send_too_early(translator, camera)
    translate_in_a_file(translator, camera, folder)
    send(translator)
    approve(moderator, camera)
    change_the_original(editor, moderator)
    see_what_lacks(translator, camera)
    bring_the_changes(translator, camera)
    go_apart_and_come_back(translator, camera)
    translate_the_texts_of_the_portal(translator, editor, camera)
    open_a_list_of_the_province(sign_in, camera)


def begin_translation(translator, camera):
    page = translator.page
    translator.open()
    camera.read(page.get_by_role("link", name=re.compile("^Seguir con una traducción")))
    translator.start_task("Traducir una página")
    page.get_by_role("button", name=f"Más opciones de «{PAGE}»").click()
    translate = page.get_by_role("link", name="Traducir esta página")
    camera.read(translate)
    translate.click()
    camera.read(translator.button("Traducir"))
    submit_to_english(translator)


def submit_to_english(translator):
    translator.page.get_by_label("Inglés").check()
    translator.button("Traducir").click()
    expect(translator.messages).to_contain_text("se envió a traducir")


def translate_a_text(translator, camera):
    """The picture shows one translated text, and one that is being typed."""
    page = translator.page
    for number, words in enumerate((ENGLISH_TITLE, ENGLISH_SUMMARY), start=1):
        translator.button("Traducir").first.click()
        page.get_by_role("main").get_by_role("textbox").fill(words)
        camera.read(translator.button("Guardar"))
        if words == ENGLISH_SUMMARY:
            page.get_by_role("heading", name="Título").scroll_into_view_if_needed()
            camera.take(translator, "traducir-textos")
        translator.button("Guardar").click()
        expect(page.get_by_text("Traducido manualmente")).to_have_count(number)
        expect(page.get_by_text(re.compile(rf"^{number} de \d+ textos$"))).to_be_visible()
    camera.read(page.get_by_role("link", name="Descargar archivo PO"))
    camera.read(translator.button("Subir archivo PO"))


def send_too_early(translator, camera):
    page = translator.page
    page.reload()
    page.get_by_role("link", name="Enviar a moderación").click()
    camera.read(page.get_by_text(re.compile("^Faltan .* textos por traducir")))
    page.get_by_role("link", name="Seguir traduciendo").click()


def translate_in_a_file(translator, camera, folder):
    """Translate the remaining texts in a file; in the demo their words do not matter."""
    page = translator.page
    with page.expect_download() as download:
        page.get_by_role("link", name="Descargar archivo PO").click()
    path = folder / "accesibilidad.po"
    download.value.save_as(path)
    po = polib.pofile(path)
    for entry in po.untranslated_entries():
        entry.msgstr = "accessibility" if entry.msgctxt == "slug" else f"English: {entry.msgid}"
    po.save()
    with page.expect_file_chooser() as chooser:
        translator.button("Subir archivo PO").click()
    chooser.value.set_files(path)
    expect(translator.messages).to_contain_text("Se tomaron")


def send(translator):
    page = translator.page
    page.get_by_role("link", name="Enviar a moderación").click()
    translator.button("Enviar a moderación").click()
    expect(translator.messages).to_contain_text("se envió a moderación")


def approve(moderator, camera):
    """Approve from the page and from the report; both lead to the screen of the decision."""
    page = moderator.page
    moderator.waiting(ENGLISH_TITLE).get_by_role("link", name=ENGLISH_TITLE).click()
    camera.read(moderator.button("Aprobar y publicar"))
    page.get_by_role("link", name="Editar la página").click()
    camera.read(page.get_by_role("link", name="Ver los cambios y decidir"))
    page.locator(".sidebar").get_by_role("link", name="Informes").click()
    page.get_by_role("link", name="Traducciones").click()
    camera.read(page.get_by_role("columnheader", name="Al día"))
    page.get_by_role("row", name=re.compile("^Contramaestre")).get_by_role("link").first.click()
    page.get_by_role("link", name=re.compile("^En moderación")).click()
    decide = page.get_by_role("link", name="Ver y decidir")
    camera.read(decide)
    decide.click()
    moderator.button("Aprobar y publicar").click()
    expect(moderator.messages).to_contain_text(ENGLISH_TITLE)
    expect(moderator.waiting(ENGLISH_TITLE)).to_have_count(0)


def change_the_original(editor, moderator):
    editor.open(f"/admin/pages/search/?{urlencode({'q': PAGE})}")
    editor.page.get_by_role("main").get_by_role("link", name=PAGE, exact=True).first.click()
    editor.wait_until_ready()
    editor.textbox("Resumen*").fill("Cómo se usa el portal con el teclado o con letra grande.")
    editor.submit()
    moderator.approve(PAGE)


def see_what_lacks(translator, camera):
    """Begin another page, so that the report shows each state."""
    page = translator.page
    open_report(translator)
    step_of(page, "Noticias", "Traducir").click()
    submit_to_english(translator)
    open_report(translator)
    expect(step_of(page, "Noticias", "Seguir")).to_be_visible()
    expect(step_of(page, PAGE, "Actualizar")).to_be_visible()
    camera.take(translator, "traducciones")
    page.locator(".sidebar").get_by_role("link", name="Informes").click()
    camera.read(page.get_by_role("link", name="Traducciones", exact=True))


def open_report(translator):
    translator.open()
    translator.page.get_by_role("link", name=re.compile("^Seguir con una traducción")).click()


def step_of(page, title, step):
    return page.get_by_role("link", name=f"{step} «{title}»", exact=True)


def bring_the_changes(translator, camera):
    """Bring the changes from the menu of the original; the new text then lacks a translation."""
    page = translator.page
    translator.start_task("Traducir una página")
    page.get_by_role("button", name=f"Más opciones de «{PAGE}»").click()
    bring = page.get_by_role("link", name="Traer los cambios del original")
    camera.read(bring)
    bring.click()
    camera.read(page.get_by_text("¿Para qué traer los cambios?"))
    translator.button("Enviar").click()
    expect(translator.messages).to_contain_text("Se actualizaron las traducciones")
    open_report(translator)
    step_of(page, PAGE, "Seguir").click()
    expect(translator.button("Traducir")).to_have_count(1)


def go_apart_and_come_back(translator, camera):
    translator.open_actions()
    stop = translator.button("Dejar de seguir a la página original")
    camera.read(stop)
    stop.click()
    confirm = translator.button("Sí, dejar de seguirla")
    camera.read(confirm)
    confirm.click()
    expect(translator.messages).to_contain_text("se edita aparte")
    translator.wait_until_ready()
    translator.open_actions()
    camera.read(translator.button("Volver a seguir a la página original"))
    translator.choose_action("Volver a seguir a la página original")
    expect(translator.messages).to_contain_text("vuelve a seguir a la original")


def translate_the_texts_of_the_portal(translator, editor, camera):
    """Translate the office hours; then their Spanish text changes."""
    page = translator.page
    translator.start_task("Textos del portal")
    page.get_by_label("Horario de atención").fill("Monday to Friday, 8:00 a.m. to 5:00 p.m.")
    page.get_by_label("Para qué es el teléfono").first.fill("Citizen service")
    translator.button("Guardar").click()
    expect(translator.messages).to_contain_text("ya los ven los lectores")
    change_the_hours(editor, camera)
    translator.start_task("Textos del portal")
    expect(page.get_by_text("Cambió desde que se tradujo")).to_be_visible()
    camera.take(translator, "textos-del-portal")


def change_the_hours(editor, camera):
    """Change the hours in the form that also holds the languages of the portal."""
    page = editor.page
    editor.open()
    page.locator(".sidebar").get_by_role("link", name="Configuración").click()
    page.get_by_role("link", name="Datos del portal").click()
    camera.read(page.get_by_role("heading", name="Idiomas del portal"))
    camera.read(page.get_by_text("Traducir el horario y para qué es cada teléfono"))
    page.get_by_label("Horario").fill("Lunes a sábado, 8:00 a.m. a 5:00 p.m.")
    editor.button("Guardar").click()
    expect(editor.messages).to_contain_text("Se guardaron los cambios")


def open_a_list_of_the_province(sign_in, camera):
    administrator = sign_in("administrador")
    page = administrator.page
    administrator.open(f"/admin/groups/?{urlencode({'q': 'Provincia'})}")
    camera.read(page.get_by_role("link", name="Traductores · Provincia"))
    page.locator(".sidebar").get_by_role("link", name="Configuración").click()
    page.get_by_role("link", name="Categorías de noticias").click()
    camera.read(page.get_by_role("button", name=re.compile("^Más opciones de")).first)
