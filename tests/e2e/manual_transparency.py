"""The chapters of the manual on the Government, its results, documents and norms."""

import re

from openpyxl import load_workbook
from playwright.sync_api import expect

# The one of the sample that an entity of Mella keeps month by month.
INDICATOR = "Días de espera por una certificación"


def walk_transparency(editor, camera, folder):
    """What an editor tells of who governs, what was reached and what is in force."""
    tell_who_governs(editor, camera)
    tell_results(editor, camera)
    load_a_month(editor, camera, folder)
    publish_documents(editor, camera)


def begin(editor, task, kind):
    editor.start_task(task)
    editor.page.get_by_role("link", name=re.compile(rf"^{kind} \.")).click()
    editor.wait_until_ready()


def tell_who_governs(editor, camera):
    begin(editor, "Decir quién gobierna", "Consejo popular")
    editor.textbox("Título*").fill("Consejo popular Centro")
    editor.button("Añadir circunscripción").click()
    place = editor.page.get_by_label("Calles y lugares")
    place.scroll_into_view_if_needed()
    camera.take(editor, "consejo-popular")
    begin(editor, "Decir quién gobierna", "Órgano de gobierno")
    camera.read(editor.page.get_by_role("heading", name="Quiénes lo forman"))
    editor.open("/admin/pages/search/?q=sesion")
    editor.page.get_by_role("link", name=re.compile("^Sesión ordinaria")).last.click()
    agreements = editor.page.get_by_role("region", name=re.compile("^Acuerdos"))
    expect(agreements).to_be_visible()
    editor.page.wait_for_load_state("networkidle")
    agreements.evaluate("section => section.scrollIntoView()")
    camera.take(editor, "acuerdos")


def tell_results(editor, camera):
    begin(editor, "Rendir cuenta", "Indicador")
    editor.button("Añadir valor").click()
    editor.page.get_by_role("region", name=re.compile("^Valores")).scroll_into_view_if_needed()
    camera.take(editor, "indicador")


def load_a_month(editor, camera, folder):
    """From what the portal gives to a file with one value more, kept as a draft."""
    page = editor.page
    page.get_by_role("link", name="Importar", exact=True).click()
    page.get_by_role("link", name="Indicadores y sus valores").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Descargar lo que ya hay", exact=True).click()
    path = folder / "indicadores.xlsx"
    download.value.save_as(path)
    add_the_next_month(path)
    page.get_by_label("Archivo").set_input_files(path)
    editor.button("Subir y ver qué cambia").click()
    expect(editor.button("Guardar")).to_be_visible()
    camera.take(editor, "valores-cambios")
    editor.button("Guardar").click()
    camera.read(page.get_by_role("link", name=INDICATOR))


def add_the_next_month(path):
    book = load_workbook(path)
    rows = book["Indicadores"].iter_rows(min_row=2, values_only=True)
    keys = {name: key for key, _entity, name, *_rest in rows}
    sheet = book["Valores"]
    column = {cell.value.rstrip("*"): cell.column for cell in sheet[1]}
    row = sheet.max_row + 1
    values = {"Clave": keys[INDICATOR], "Período": "2024-01", "Plan": 12, "Real": 11}
    for name, value in values.items():
        sheet.cell(row, column[name]).value = value
    book.save(path)


def publish_documents(editor, camera):
    begin(editor, "Rendir cuenta", "Documento publicado")
    editor.page.get_by_label("Por qué se retiró").scroll_into_view_if_needed()
    camera.take(editor, "documento")
    begin(editor, "Rendir cuenta", "Norma")
    holds = editor.page.get_by_role("region", name=re.compile("^Si sigue vigente"))
    holds.evaluate("section => section.scrollIntoView()")
    camera.take(editor, "norma")
