"""The part of the manual on opening a portal, and on moving the content of an older one."""

import re

from playwright.sync_api import expect

from tests.mudanza.viejos import post, wxr

HOST = "viejo.mella.gob.cu"
OLD = wxr(
    post(1, "Inauguran el policlínico", 'Abrió ayer.<iframe src="//mapa.example"></iframe>'),
    post(2, "Feria del libro", "Es en el parque. Teléfono: 22 600001."),
)


def walk_moving(sign_in, camera, folder):
    administrator = sign_in("administrador")
    get_started(administrator, camera)
    move_in(administrator, camera, folder)
    publish(sign_in("moderador"), camera)
    coordinator = sign_in("coordinador-mella")
    coordinator.open("/admin/direcciones/")
    camera.read(coordinator.page.get_by_role("heading", name="Direcciones que no existen", level=1))
    coordinator.open("/admin/redirects/add/")
    camera.read(coordinator.page.get_by_role("heading", level=1))
    coordinator.open("/admin/redirects/")
    camera.read(coordinator.page.get_by_role("heading", level=1))


def get_started(administrator, camera):
    administrator.open()
    administrator.page.locator(".sidebar").get_by_role("link", name="Informes").click()
    administrator.page.get_by_role("link", name="Puesta en marcha").click()
    administrator.page.get_by_role("main").get_by_role("link", name="Mella").click()
    expect(
        administrator.page.get_by_role("heading", name=re.compile("El directorio"))
    ).to_be_visible()
    camera.take(administrator, "puesta-en-marcha")


def move_in(administrator, camera, folder):
    page = administrator.page
    page.locator(".sidebar").get_by_role("link", name="Configuración").click()
    page.get_by_role("link", name="Mudanza").click()
    camera.read(page.get_by_role("link", name="Traer un portal anterior"))
    page.get_by_role("link", name="Traer un portal anterior").click()
    page.get_by_label("Portal que lo recibe").select_option(label="Mella")
    page.get_by_label("WordPress", exact=True).check()
    export = folder / "viejo.xml"
    export.write_text(OLD, encoding="utf-8")
    page.get_by_label("O súbalo, si es pequeño").set_input_files(export)
    page.get_by_label("Dirección que tenía").fill(HOST)
    camera.read(page.get_by_label("Dirección que tenía"))
    administrator.button("Mirar qué trae").click()
    expect(administrator.button("Guardar y traer")).to_be_visible(timeout=60_000)
    camera.take(administrator, "mudanza")
    administrator.button("Guardar y traer").click()
    expect(page.get_by_text("Se trajo todo.")).to_be_visible(timeout=60_000)


def publish(moderator, camera):
    moderator.open()
    moderator.page.locator(".sidebar").get_by_role("link", name="Informes").click()
    moderator.page.get_by_role("link", name="Páginas traídas").click()
    expect(moderator.page.get_by_role("link", name="Feria del libro")).to_be_visible()
    camera.take(moderator, "paginas-traidas")
    moderator.page.get_by_role("checkbox").nth(1).check()
    camera.read(moderator.page.get_by_text("Publicar las marcadas"))
