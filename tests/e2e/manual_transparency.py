"""The chapters of the manual on the Government, transparency and accountability."""

import re
from urllib.parse import urlencode

from openpyxl import load_workbook
from playwright.sync_api import expect

# The indicator of the sample that an entity of Mella updates every month.
INDICATOR = "Días de espera por una certificación"


def walk_transparency(sign_in, camera, portales, folder):
    """What an editor publishes about the Government, its results and its documents."""
    editor = sign_in("editor-mella")
    tell_who_governs(editor, camera)
    tell_results(editor, camera)
    load_a_month(editor, camera, folder)
    publish_documents(editor, camera)
    walk_planteamientos(editor, camera)
    walk_ley168(sign_in, camera)
    walk_open_data(sign_in, camera, portales)
    walk_presence(sign_in, camera)


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
    """Add a value to the file that the portal exports, and save it as a draft."""
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
    with page.expect_navigation():  # the page before has the same link
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


def walk_presence(sign_in, camera):
    """The province opens the index of one portal from the index of all portals."""
    moderator = sign_in("moderador")
    page = moderator.page
    moderator.open()
    page.locator(".sidebar").get_by_role("link", name="Informes").click()
    page.get_by_role("link", name="Índice de presencia").click()
    expect(page.get_by_role("img", name="Índice de presencia")).to_be_visible()
    camera.take(moderator, "presencia")
    page.get_by_role("main").get_by_role("link", name="Mella").click()
    expect(page.get_by_role("img", name="Índice de presencia: Mella")).to_be_visible()
    page.locator(".sidebar").get_by_role("link", name="Informes").click()
    page.get_by_role("link", name="Qué falta en las entidades").click()
    camera.read(page.get_by_role("heading", name="Qué falta en las entidades", level=1))


def walk_planteamientos(editor, camera):
    """The reports and planteamientos that an editor publishes, and the setting to show each one."""
    page = editor.page
    for kind, sought, heading, picture in (
        ("Informe de planteamientos", "planteamientos de muestra", "Cifras", "planteamientos"),
        ("Planteamiento", "rotura", "Qué se planteó", "planteamiento"),
        ("Sección de planteamientos", "planteamientos", "Mostrar cada planteamiento", None),
    ):
        editor.open(f"/admin/pages/search/?{urlencode({'q': sought})}")
        result = page.get_by_role("main").get_by_role("row").filter(has_text=kind).first
        camera.read(result)
        result.get_by_role("link").first.click()
        panel = page.get_by_role("heading", name=heading, exact=True)
        camera.read(panel)
        page.wait_for_load_state("networkidle")
        if picture:
            panel.evaluate("heading => heading.scrollIntoView()")
            camera.take(editor, picture)


def walk_ley168(sign_in, camera):
    """An editor sees which documents will soon be out of date, and opens their list."""
    editor = sign_in("editor-mella")
    page = editor.page
    editor.open()
    camera.read(page.get_by_role("heading", name="Ley 168: por vencer"))
    page.locator(".sidebar").get_by_role("link", name="Informes").click()
    page.get_by_role("link", name="Ley 168: por vencer").click()
    expect(page.get_by_role("cell", name="Vencido")).to_be_visible()
    camera.take(editor, "ley-168-por-vencer")
    page.get_by_role("main").get_by_role("link", name="Rendición de cuentas").click()
    rows = page.get_by_role("heading", name="Qué se publica")
    expect(rows).to_be_visible()
    page.wait_for_load_state("networkidle")
    rows.evaluate("heading => heading.scrollIntoView()")
    camera.take(editor, "ley-168")


def walk_open_data(sign_in, camera, portales):
    """The open data of a portal, and the form in which their licence is chosen."""
    administrator = sign_in("administrador")
    page = administrator.page
    administrator.open()
    page.locator(".sidebar").get_by_role("link", name="Configuración").click()
    page.get_by_role("link", name="Datos del portal").click()
    camera.read(page.get_by_role("heading", name="Licencia de los datos abiertos"))
    page.goto(portales.url("mella", "/transparencia/"))
    link = page.get_by_role("link", name="Ver los datos abiertos")
    camera.read(link)
    link.click()
    expect(page.get_by_role("heading", name="Datos abiertos")).to_be_visible()
    page.evaluate("scrollTo(0, 160)")
    camera.take(administrator, "datos-abiertos")
