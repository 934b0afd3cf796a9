"""The editors' manual: the tests take its pictures, and compare its words with the screens.

``MANUAL_SCREENSHOTS=1 make e2e CHROMIUM=/usr/bin/chromium ARGS="-k manual"`` renews the pictures.
It needs the whole browser: the headless shell names file fields in English.
"""

import os
import re
import shutil
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest
from openpyxl import load_workbook
from PIL import Image
from playwright.sync_api import expect

from tests.e2e.manual_desk import walk_desk
from tests.e2e.manual_files import walk_files
from tests.e2e.manual_moving import walk_moving
from tests.e2e.manual_translations import walk_translations
from tests.e2e.manual_transparency import walk_transparency

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "manual"
PAGES = sorted(MANUAL.glob("*.md"))
SCREEN = {"viewport": {"width": 1100, "height": 720}}
TELEPHONE = {"viewport": {"width": 360, "height": 640}, "device_scale_factor": 2}
TITLE = "Se repara el techo de la escuela"
LARGEST = 120_000  # bytes of one picture
# Opinions of readers in Mella: the page, what they looked for, and what was missing or wrong.
OPINIONS = [
    ("/atencion/", "El teléfono de la oficina", "No contestan"),
    ("/atencion/", "Saber si recibieron mi queja", "No vi dónde se mira"),
    ("/tramites/", "Cómo se saca el pasaporte", "Falta el precio"),
    ("/directorio/", "El horario de la farmacia", "El que dice no es"),
]


class Camera:
    """Takes the pictures, and collects all words that were on the screens."""

    def __init__(self, folder):
        self.folder = folder
        self.words = ""

    def take(self, admin, name):
        admin.page.wait_for_timeout(600)  # until menus and panels stop moving
        admin.page.wait_for_load_state()
        self.words += admin.page.content()
        path = self.folder / f"{name}.png"
        admin.page.screenshot(path=path)
        # A photo on the screen would make the file too large: 256 colours are enough.
        with Image.open(path) as screen:
            screen.convert("RGB").quantize(256, method=Image.Quantize.FASTOCTREE).save(
                path, optimize=True
            )

    def read(self, sight):
        """Collect the words of the page once ``sight`` is visible: a click does not wait for it."""
        expect(sight).to_be_visible()
        self.words += sight.page.content()


@pytest.fixture(scope="module")
def manual():
    return "\n".join(page.read_text(encoding="utf-8") for page in PAGES)


def walk(sign_in, camera):
    editor = sign_in("editor-mella", **SCREEN)
    editor.open()
    camera.take(editor, "inicio")
    editor.start_task("Escribir una noticia")
    editor.fill_news(title=TITLE, summary="Las clases siguen en la casa de cultura.", text="Texto.")
    camera.take(editor, "noticia")
    editor.page.get_by_role("button", name="Insertar un bloque").first.click()
    camera.take(editor, "bloques")
    editor.page.keyboard.press("Escape")
    editor.page.get_by_role("tab", name="Buscadores y menú").click()
    camera.read(editor.page.get_by_label("Título para los buscadores"))
    editor.page.get_by_role("tab", name="Contenido").click()
    editor.button("Seleccionar una imagen").click()
    editor.dialog.get_by_role("tab", name="Subir").click()
    camera.take(editor, "imagen")
    editor.page.keyboard.press("Escape")
    expect(editor.dialog).to_have_count(0)
    editor.open_actions()
    camera.take(editor, "enviar")
    editor.submit()
    editor.page.get_by_role("link", name=TITLE, exact=True).first.click()
    camera.read(editor.button("Página bloqueada"))
    editor.start_task("Adaptar un trámite")
    editor.button("Elegir un trámite").click()
    editor.dialog.get_by_role("link", name="Pago de multas").click()
    expect(editor.dialog).to_have_count(0)
    camera.take(editor, "tramite")
    editor.open("/admin/tramites/por-confirmar/")
    camera.read(editor.page.get_by_role("heading", level=1))
    write_entity(editor, camera)
    editor.start_task("Escribir un aviso")
    camera.take(editor, "aviso")
    editor.start_task("Anunciar un evento")
    editor.textbox("Lugar").scroll_into_view_if_needed()
    camera.take(editor, "evento")
    compose_front_page(editor, camera)
    provincial = sign_in("editor-provincia", **SCREEN)
    provincial.start_task("Escribir un aviso")
    camera.read(provincial.page.get_by_role("heading", name="Dónde"))
    editor.open("/admin/images/")
    camera.read(editor.page.get_by_role("heading", level=1))
    editor.page.locator(".sidebar").get_by_role("link", name="Configuración").click()
    editor.page.get_by_role("link", name="Datos del portal").click()
    editor.page.wait_for_load_state("networkidle")
    camera.take(editor, "datos")
    set_channel(editor, camera)

    moderator = sign_in("moderador", **SCREEN)
    moderator.open()
    camera.take(moderator, "moderar")
    moderator.page.get_by_role("link", name=re.compile("^Por revisar")).click()
    moderator.page.get_by_role("checkbox", name=f"Marcar «{TITLE}»").check()
    camera.take(moderator, "cola")
    moderator.button("Ver los cambios de las marcadas").click()
    camera.take(moderator, "varias")
    throw_away_a_draft(moderator, camera)
    moderator.look(TITLE)
    moderator.page.wait_for_load_state("networkidle")
    camera.read(moderator.page.get_by_role("link", name="Editar la página"))
    camera.take(moderator, "aprobar")
    moderator.page.get_by_text("Devolver con un comentario", exact=True).click()
    moderator.page.get_by_label("Qué hay que cambiar").fill("Falta la fecha.")
    camera.take(moderator, "solicitar-cambios")
    moderator.button("Devolver con este comentario").click()
    expect(moderator.messages).to_contain_text("devuelta")
    decide_on_a_proposal(moderator, camera)

    editor.open()
    camera.take(editor, "devuelta")
    editor.page.get_by_role("link", name=TITLE).first.click()
    camera.read(editor.textbox("Título*"))
    editor.open()
    editor.page.get_by_role("region", name="en cifras").scroll_into_view_if_needed()
    camera.take(editor, "cifras")
    editor.page.get_by_role("link", name=TITLE).click()
    camera.read(editor.button("Enviar de nuevo a moderación"))
    coordinator = sign_in("coordinador-contramaestre", **SCREEN)
    coordinator.open()
    camera.take(coordinator, "actividad")
    administrator = sign_in("administrador", **SCREEN)
    switch_account(administrator, "Segundo Frente", "Desactivar la cuenta")
    administrator.open()
    camera.read(administrator.page.get_by_role("heading", name="Por atender"))
    activity = administrator.page.get_by_role("region", name="Actividad").get_by_role("row")
    activity.filter(has_text="Segundo Frente").get_by_role("link").last.click()
    camera.read(administrator.button("Encargarle las marcadas"))
    switch_account(administrator, "Segundo Frente", "Activar de nuevo la cuenta")


def throw_away_a_draft(moderator, camera):
    moderator.look(TITLE)
    moderator.page.get_by_role("link", name="Editar la página").click()
    moderator.wait_until_ready()
    with moderator.saving("Otra frase"):
        moderator.textbox("Resumen*").fill("Otra frase.")
    moderator.look(TITLE)
    discard = moderator.button("Desechar mi borrador")
    camera.read(discard)
    discard.click()
    expect(moderator.messages).to_contain_text("Su borrador se desechó")


def decide_on_a_proposal(moderator, camera):
    """Hide a news item of the sample on the front page of the province, and show it again."""
    moderator.open("/admin/propuestas/")
    hide = moderator.button("No mostrar").first
    camera.read(hide)
    hide.click()
    show = moderator.button("Mostrar en la provincia")
    camera.read(show)
    show.click()
    expect(show).to_have_count(0)


def switch_account(administrator, portal, action):
    """Press ``action`` for the editor's account; while it is off, its drafts need somebody else."""
    administrator.open(f"/admin/users/?q={portal}")
    administrator.page.get_by_role("link", name=f"Edición de muestra · {portal}").click()
    administrator.page.get_by_role("link", name=action).click()
    administrator.button(action).click()
    expect(administrator.messages).to_contain_text("la cuenta de")


def write_entity(editor, camera):
    """Open the form of an entidad from the front page, as the manual says."""
    page = editor.page
    editor.start_task("Añadir una entidad")
    editor.textbox("Título*").fill("Notaría de Mella")
    editor.button("Añadir contacto").click()
    editor.button("Añadir horario").click()
    camera.take(editor, "entidad")
    page.locator(".sidebar").get_by_role("link", name="Informes").click()
    page.get_by_role("link", name="Datos por comprobar").click()
    camera.read(page.get_by_role("heading", name="Datos por comprobar", level=1))


def compose_front_page(editor, camera):
    """Open the list of blocks that a front page may have, each with its preview."""
    editor.start_task("Componer la portada")
    blocks = editor.page.get_by_role("region", name=re.compile("^Bloques de la portada"))
    blocks.evaluate("section => section.scrollIntoView()")
    blocks.get_by_role("button", name="Insertar un bloque").first.click()
    camera.take(editor, "portada")
    editor.page.keyboard.press("Escape")


def walk_team(sign_in, camera):
    """What a coordinator and the province do with users and teams."""
    coordinator = sign_in("coordinador-contramaestre", **SCREEN)
    page = coordinator.page
    coordinator.open()
    page.locator(".sidebar").get_by_role("link", name="Configuración").click()
    page.get_by_role("link", name="Equipo", exact=True).click()
    camera.take(coordinator, "equipo")
    page.get_by_role("link", name="Edición de muestra").click()
    camera.read(page.get_by_role("link", name="Desactivar la cuenta"))
    coordinator.open("/admin/users/")
    page.get_by_role("link", name="Invitar a una persona").click()
    for label, value in {
        "Nombre": "Yamila",
        "Apellidos": "Reyes",
        "Correo electrónico": "yamila@ejemplo.cu",
        "Nombre de usuario": "yamila.reyes",
    }.items():
        page.get_by_role("textbox", name=re.compile(rf"^{label}\W*$")).fill(value)
    page.get_by_role("checkbox", name="Editores · Contramaestre", exact=True).check()
    camera.take(coordinator, "invitar")
    coordinator.button("Enviar la invitación").click()
    camera.read(coordinator.messages.filter(has_text="Se envió la invitación"))
    for action in ("Desactivar la cuenta", "Activar de nuevo la cuenta"):
        page.get_by_role("link", name="Yamila Reyes").first.click()
        camera.read(page.get_by_role("link", name=action))
        page.get_by_role("link", name=action).click()
        coordinator.button(action).click()
        coordinator.open("/admin/users/")

    page.get_by_role("link", name="Equipos editores").click()
    camera.read(page.get_by_role("link", name="Crear equipo editor"))
    page.get_by_role("link", name="Crear equipo editor").click()
    page.get_by_role("combobox", name="Página").select_option(label="Gobierno")
    coordinator.button("Crear el equipo").click()
    expect(coordinator.messages).to_contain_text("Se creó el equipo")
    camera.take(coordinator, "equipo-editor")
    page.get_by_role("link", name="Quitar el equipo").click()
    coordinator.button("Quitar el equipo").click()
    page.locator(".sidebar").get_by_role("link", name="Informes").click()
    page.get_by_role("link", name="Bitácora").click()
    expect(page.get_by_role("heading", name="Bitácora", level=1)).to_be_visible()
    camera.take(coordinator, "bitacora")

    administrator = sign_in("administrador", **SCREEN)
    for path in ("/admin/groups/", "/admin/settings/base/portalsettings/"):
        administrator.open(path)
        camera.read(administrator.page.get_by_role("heading", level=1))
    moderator = sign_in("moderador", **SCREEN)
    moderator.open("/admin/account/")
    camera.read(moderator.page.get_by_role("heading", level=1))


def walk_import(sign_in, camera, folder):
    """An editor changes many entidades at once with a spreadsheet."""
    editor = sign_in("editor-mella", **SCREEN)
    page = editor.page
    editor.open()
    page.get_by_role("link", name="Importar", exact=True).click()
    camera.read(page.get_by_role("heading", name="Últimas cargas"))
    page.get_by_role("link", name="Entidades del directorio").click()
    expect(page.get_by_label("Archivo")).to_be_visible()
    camera.take(editor, "importar")
    with page.expect_download() as download:
        page.get_by_role("link", name="Descargar lo que ya hay", exact=True).click()
    path = folder / "entidades.xlsx"
    download.value.save_as(path)
    change_a_street_and_add_one(path, kind="Ninguno")
    send(editor, path)
    camera.read(page.get_by_role("link", name="Descargar la lista de errores"))
    page.get_by_role("link", name="Subir la hoja corregida").click()
    change_a_street_and_add_one(path)
    send(editor, path)
    expect(editor.button("Guardar")).to_be_visible()
    camera.take(editor, "importar-cambios")


def set_channel(editor, camera):
    editor.page.locator(".sidebar").get_by_role("link", name="Configuración").click()
    editor.page.get_by_role("link", name="Difusión", exact=True).click()
    editor.page.get_by_label("Anunciar en Telegram").check()
    editor.textbox("Canal").fill("@municipio_mella")
    editor.page.get_by_label("Clave del bot").fill(f"123456789:{'A' * 35}")
    editor.button("Guardar").click()
    trial = editor.page.get_by_role("link", name="Probar este canal")
    camera.read(trial)
    editor.page.get_by_role("heading", name="Canal de Telegram").scroll_into_view_if_needed()
    camera.take(editor, "difusion")
    trial.click()
    camera.read(editor.button("Enviar la prueba"))
    editor.open("/admin/anuncios/")
    camera.read(editor.page.get_by_role("heading", level=1))


def walk_search(sign_in, camera, portales):
    """What an editor does about searches without result, and where the province has synonyms."""
    # In several spellings, because a repeated search comes from the cache.
    for words in ("pasaporte", "Pasaporte", "¿pasaporte?", "mascotas", "MASCOTAS", "guagua"):
        portales.get("mella", f"/buscar/?{urlencode({'q': words})}")
    editor = sign_in("editor-mella", **SCREEN)
    page = editor.page
    editor.open()
    page.locator(".sidebar").get_by_role("link", name="Informes").click()
    page.get_by_role("link", name="Búsquedas sin resultado").click()
    remove = editor.button("Quitar del informe")
    expect(remove.last).to_be_visible()
    camera.take(editor, "sin-resultado")
    remove.last.click()
    camera.read(editor.messages.filter(has_text="del informe"))
    row = page.get_by_role("row").filter(has_text="mascotas")
    row.get_by_role("link", name="Destacar una página").click()
    editor.button("Elegir una página").click()
    editor.dialog.get_by_role("link", name="Atención a la Población", exact=True).click()
    expect(editor.dialog).to_have_count(0)
    camera.take(editor, "destacado")
    page.locator(".sidebar").get_by_role("link", name="Configuración").click()
    page.get_by_role("link", name="Destacados del buscador").click()
    camera.read(page.get_by_role("link", name="Añadir resultado destacado"))
    administrator = sign_in("administrador", **SCREEN)
    administrator.open()
    administrator.page.locator(".sidebar").get_by_role("link", name="Configuración").click()
    administrator.page.get_by_role("link", name="Sinónimos del buscador").click()
    camera.read(administrator.page.get_by_role("heading", name="Sinónimos del buscador"))


def walk_cases(sign_in, camera):
    """The work of users who answer cases."""
    operator = sign_in("atencion-mella", **SCREEN)
    page = operator.page
    operator.open()
    camera.read(page.get_by_role("heading", name="Casos que vencen"))
    page.get_by_role("link", name=re.compile("^Casos")).first.click()
    camera.read(page.get_by_role("link", name="Buscar a una persona"))
    page.get_by_role("row").filter(has_text="lleno de basura").get_by_role("link").first.click()
    camera.read(page.get_by_role("link", name="Prorrogar", exact=True))
    operator.open("/admin/casos/?tipo=queja")
    camera.take(operator, "casos")
    page.get_by_role("row").filter(has_text="dos veces").get_by_role("link").first.click()
    camera.take(operator, "caso")
    operator.button("Atenderlo yo").click()
    page.get_by_role("link", name="Añadir una nota interna").click()
    operator.textbox("Nota*").fill("Se pidió el comprobante.")
    operator.button("Guardar la nota").click()
    camera.read(page.get_by_text("La persona no lo ve").first)
    operator.button("Ver los datos de la persona").click()
    camera.read(page.get_by_role("link", name="Volver a ocultarlos"))
    operator.open("/admin/plantillas/new/")
    operator.textbox("Nombre*").fill("Acuse")
    operator.textbox("Texto*").fill("Gracias por escribirnos. Ya lo estamos mirando.")
    page.get_by_role("button", name=re.compile("^(Crear|Guardar)")).first.click()
    expect(operator.messages).to_contain_text("Acuse")
    page.locator(".sidebar").get_by_role("link", name="Configuración").click()
    camera.read(page.get_by_role("link", name="Plantillas de respuesta", exact=True).first)
    page.get_by_role("link", name=re.compile("^Casos")).first.click()
    page.get_by_role("row").filter(has_text="no entra el agua").get_by_role("link").first.click()
    page.get_by_role("link", name="Responder", exact=True).click()
    templates = page.get_by_text("Empezar con una plantilla")
    camera.read(templates)
    templates.click()
    operator.button("Acuse").click()
    expect(operator.textbox("Respuesta*")).to_have_value(re.compile("Gracias por escribirnos"))
    camera.take(operator, "responder")
    operator.button("Enviar la respuesta").click()
    camera.read(page.get_by_role("link", name="Cerrar", exact=True))
    coordinator = sign_in("coordinador-contramaestre", **SCREEN)
    coordinator.open()
    coordinator.page.get_by_role("link", name=re.compile("^Casos")).first.click()
    rows = coordinator.page.get_by_role("row")
    rows.filter(has_text="dos veces").get_by_role("link").first.click()
    camera.read(coordinator.page.get_by_role("link", name="Asignar", exact=True))


def change_a_street_and_add_one(path, *, kind=None):
    book = load_workbook(path)
    sheet = book["Entidades"]
    column = {cell.value.rstrip("*"): cell.column for cell in sheet[1]}
    sheet.cell(2, column["Calle"]).value = "Calle Martí"
    new = {
        "Clave": "correos",
        "Nombre": "Correos de Mella",
        "Tipo": kind or sheet.cell(2, column["Tipo"]).value,
        "Resumen": "Cartas, giros y prensa.",
    }
    is_there = sheet.cell(sheet.max_row, 1).value == new["Clave"]
    row = sheet.max_row + (not is_there)
    for name, value in new.items():
        sheet.cell(row, column[name]).value = value
    book.save(path)


def send(editor, path):
    editor.page.get_by_label("Archivo").set_input_files(path)
    editor.button("Subir y ver qué cambia").click()


def walk_readers(sign_in, camera, portales):
    """Opinions and consultas of readers in the admin, and the export of personal data."""
    editor = sign_in("editor-mella", **SCREEN)
    page = editor.page
    for path, sought, lacking in OPINIONS:
        page.goto(portales.url("mella", path))
        camera.read(page.get_by_role("heading", name="¿Le sirvió esta página?"))
        page.get_by_role("button", name="No", exact=True).click()
        page.get_by_label("¿Qué buscaba?").fill(sought)
        page.get_by_label("¿Qué falló o qué faltó?").fill(lacking)
        page.get_by_role("main").get_by_role("button", name="Enviar").click()
        expect(page.get_by_text("leerá lo que usted dice")).to_be_visible()
    editor.open()
    camera.read(page.get_by_role("heading", name="Páginas que no sirvieron a quien las leyó"))
    page.locator(".sidebar").get_by_role("link", name="Informes").click()
    page.get_by_role("link", name="Opiniones sobre las páginas").click()
    read = page.get_by_role("main").get_by_role("link", name="Atención a la Población")
    expect(read).to_be_visible()
    camera.take(editor, "opiniones")
    read.click()
    expect(page.get_by_role("cell", name="No contestan").first).to_be_visible()
    camera.take(editor, "opinion")
    page.locator(".sidebar").get_by_role("link", name="Informes").click()
    page.get_by_role("link", name="Respuestas a las consultas").click()
    camera.read(page.get_by_role("heading", level=1))
    editor.open("/admin/pages/search/?q=parque")
    page.get_by_role("main").get_by_role("link", name=re.compile("el parque de")).first.click()
    when = page.get_by_role("heading", name="Cuándo se responde")
    camera.read(when)
    page.wait_for_load_state("networkidle")
    questions = page.get_by_role("region", name=re.compile("^Preguntas"))
    questions.evaluate("section => section.scrollIntoView()")
    camera.take(editor, "consulta")
    page.goto(portales.url("mella", "/consultas/"))
    page.get_by_role("main").get_by_role("link", name=re.compile("feria")).click()
    results = page.get_by_role("heading", name="Qué respondió la gente")
    expect(results).to_be_visible()
    results.evaluate("heading => heading.scrollIntoView()")
    camera.take(editor, "resultados")


def walk_personal_data(sign_in, camera):
    """A coordinator asks for the personal data of many cases, and another one decides."""
    administrator = sign_in("administrador", **SCREEN)
    administrator.open("/admin/users/")
    administrator.page.get_by_role("link", name="Atención de muestra · Contramaestre").click()
    administrator.page.get_by_label("Agregar de").select_option("Contramaestre")
    group = "Coordinador · Contramaestre (lo confirma otra persona)"
    administrator.page.get_by_label("Agregar el grupo").select_option(group)
    expect(administrator.page.get_by_role("checkbox", name=group)).to_be_checked()
    administrator.button("Guardar").click()
    expect(administrator.messages).to_contain_text("Se guardaron los cambios")
    first, second = (
        sign_in(username, **SCREEN)
        for username in ("coordinador-contramaestre", "atencion-contramaestre")
    )
    # Nobody can make somebody a coordinator alone.
    first.open("/admin/users/")
    first.page.get_by_role("link", name="Por confirmar").click()
    camera.read(first.page.get_by_role("heading", name="Coordinador · Contramaestre"))
    first.button("Confirmar").click()
    expect(first.messages).to_contain_text("Se confirmó")
    for reason in ("Estudio de las quejas de vivienda.", "Informe anual a la Asamblea Municipal."):
        open_personal_data(first)
        camera.read(first.page.get_by_role("link", name="Entregar sus datos a una persona"))
        first.page.get_by_role("link", name="Pedir los datos de muchos casos").click()
        for label, day in (("Recibidos desde", "01/01/2020"), ("Hasta", "31/12/2020")):
            field = first.page.get_by_label(label)
            field.fill(day)
            field.press("Tab")  # closes the calendar, which lies over what comes next
        first.page.get_by_label("Para qué").fill(reason)
        first.button("Pedir").click()
        expect(first.messages).to_contain_text("Espera la decisión de otra persona")
    open_personal_data(second)
    expect(second.button("Aprobar")).to_have_count(2)
    camera.take(second, "datos-de-casos")
    second.button("Denegar").last.click()
    expect(second.messages).to_contain_text("Denegada")
    second.button("Aprobar").click()
    expect(second.messages).to_contain_text("Aprobada")
    open_personal_data(first)
    camera.read(first.button("Descargar"))
    with first.page.expect_download():
        first.button("Descargar").click()
    open_personal_data(first)
    expect(first.page.get_by_text("Descargada", exact=True).first).to_be_visible()
    expect(first.button("Descargar")).to_have_count(0)
    first.page.get_by_role("link", name="Entregar sus datos a una persona").click()
    camera.read(first.page.get_by_label("Por cuál dato"))
    first.page.locator(".sidebar").get_by_role("link", name="Informes").click()
    first.page.get_by_role("link", name="Bitácora").click()
    log = first.page.get_by_role("row").filter(has_text="Casos de Contramaestre, del")
    for done in ("Se pidió", "Se denegó", "Se aprobó", "Se descargó"):
        expect(log.filter(has_text=done).first).to_be_visible()


def open_personal_data(coordinator):
    coordinator.open()
    coordinator.page.locator(".sidebar").get_by_role("link", name="Informes").click()
    coordinator.page.get_by_role("link", name="Datos personales de los casos").click()
    expect(coordinator.page.get_by_role("heading", name="Lo que se ha pedido")).to_be_visible()


def show_a_telephone(context, camera, portales):
    """What all the work is for; the README of the project shows it, too."""
    page = context.new_page()
    page.goto(portales.url("contramaestre"))
    camera.take(SimpleNamespace(page=page), "telefono")


def test_the_manual_shows_and_names_what_is_on_the_screen(
    sign_in, new_context, portales, manual, tmp_path
):
    camera = Camera(tmp_path)
    show_a_telephone(new_context(**TELEPHONE), camera, portales)
    walk(sign_in, camera)
    walk_team(sign_in, camera)
    walk_import(sign_in, camera, tmp_path)
    walk_search(sign_in, camera, portales)
    walk_cases(sign_in, camera)
    walk_readers(sign_in, camera, portales)
    walk_personal_data(sign_in, camera)
    on_screen = partial(sign_in, **SCREEN)
    walk_desk(on_screen, camera)
    walk_files(on_screen, camera, tmp_path)
    walk_translations(on_screen, camera, tmp_path)
    walk_transparency(on_screen, camera, portales, tmp_path)
    walk_moving(on_screen, camera, tmp_path)

    taken = {path.name for path in tmp_path.glob("*.png")}
    assert set(re.findall(r"\]\(img/([\w-]+\.png)\)", manual)) == taken
    assert not [name for name in taken if (tmp_path / name).stat().st_size > LARGEST]
    if os.environ.get("MANUAL_SCREENSHOTS"):
        for name in taken:
            shutil.copy(tmp_path / name, MANUAL / "img" / name)
    assert taken == {path.name for path in (MANUAL / "img").glob("*.png")}

    # Lines of the manual are also broken within labels.
    bold = re.findall(r"\*\*(.+?)\*\*", manual, re.DOTALL)
    labels = {" ".join(label.split()) for label in bold}
    assert labels
    assert not [label for label in labels if label not in camera.words]


def test_the_pages_of_the_manual_lead_to_each_other(manual):
    names = {page.name for page in PAGES}
    linked = set(re.findall(r"\]\(([\w-]+\.md)\)", manual))
    assert linked <= names
    assert names - {"README.md"} <= linked
