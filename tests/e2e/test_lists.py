"""Lists and forms of the admin behave well in the browser."""

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize(
    ("path", "column"), [("/admin/users/", "Último acceso"), ("/admin/documents/", "Colección")]
)
def test_a_list_wider_than_a_telephone_is_read_whole(sign_in, path, column):
    admin = sign_in("administrador")
    admin.page.set_viewport_size({"width": 360, "height": 640})
    admin.open(path)
    page = admin.page
    assert page.evaluate("document.querySelector('#listing-results').scrollWidth") <= 360
    labels = "celdas => celdas.map(celda => celda.dataset.texto)"
    assert column in page.locator("tbody tr").first.locator("td").evaluate_all(labels)
    assert page.get_by_role("cell").count() > 1  # also for screen readers
    admin.page.set_viewport_size({"width": 1366, "height": 768})
    expect(page.get_by_role("columnheader", name=column)).to_be_visible()


def test_the_tabulator_goes_from_field_to_field_and_back_over_all(sign_in):
    admin = sign_in("editor-contramaestre")
    admin.start_task("Escribir una noticia")
    title, summary = admin.textbox("Título*"), admin.textbox("Resumen*")
    title.press("Tab")
    expect(summary).to_be_focused()
    between = []
    while not title.evaluate("field => field === document.activeElement"):
        admin.page.keyboard.press("Shift+Tab")
        between.append(admin.page.evaluate("document.activeElement.getAttribute('aria-label')"))
    assert {"Añadir comentario", "Alternar sección"} <= set(between)


def test_the_name_of_a_new_entry_gives_its_address_and_a_later_one_does_not(sign_in):
    admin = sign_in("administrador")
    admin.open("/admin/snippets/noticias/categorianoticia/add/")
    name, slug = admin.page.locator("#id_nombre"), admin.page.locator("#id_slug")
    name.press_sequentially("Educación y niñez")
    name.blur()
    expect(slug).to_have_value("educacion-y-ninez")
    admin.button("Guardar").click()
    admin.page.get_by_role("link", name="Educación y niñez", exact=True).first.click()
    name.press_sequentially(" hoy")
    name.blur()
    expect(slug).to_have_value("educacion-y-ninez")


def test_the_sections_of_a_portal_stand_apart_from_the_buttons_that_switch_them(sign_in):
    admin = sign_in("administrador")
    admin.open("/admin/puesta_en_marcha/2/")
    sections = admin.page.locator(".marcha-modulos li")
    assert sections.count() > 3

    def boxes(width, height):
        admin.page.set_viewport_size({"width": width, "height": height})
        admin.page.wait_for_function("width => innerWidth === width", arg=width)
        before, now = None, measure()
        while now != before:  # the menu beside them moves away or comes back
            admin.page.wait_for_timeout(300)
            before, now = now, measure()
        return now

    def measure():
        return sections.evaluate_all("""rows => rows.map(row =>
            [row, row.querySelector('p'), row.querySelector('button')].map(part => {
                const {x, y, width, height} = part.getBoundingClientRect();
                return {x, y, width, height};
            }))""")

    for row, text, button in boxes(360, 640):
        assert button["y"] >= text["y"] + text["height"]
        assert button["x"] + button["width"] <= row["x"] + row["width"] + 1
    for row, text, button in boxes(1280, 800):
        assert abs(button["x"] + button["width"] - row["x"] - row["width"]) <= 1
        assert button["x"] >= text["x"] + text["width"]
