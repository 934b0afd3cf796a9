"""The panel of checks updates while an editor types, and contacts no foreign host."""

from playwright.sync_api import expect

LONG = (
    "La Dirección Municipal de Acueducto informa a los habitantes de todos los repartos que el "
    "servicio será restablecido de manera paulatina en la medida en que concluyan los trabajos de "
    "reparación de la conductora que abastece de agua a toda la zona alta del municipio."
)


def test_a_long_sentence_is_named_while_it_is_typed(sign_in):
    # The fixture ``new_context`` checks for foreign hosts and policy violations in every browser.
    admin = sign_in("editor-contramaestre", viewport={"width": 1366, "height": 768})
    admin.start_task("Escribir una noticia")
    admin.fill_news(title="Vuelve el agua", summary="Por zonas.", text="Hay agua.")
    toggle = admin.page.locator('[data-side-panel-toggle="checks"]')
    toggle.click()
    panel = admin.page.get_by_role("complementary").locator('[data-side-panel="checks"]')
    expect(panel.get_by_text("Sin observaciones", exact=False)).to_be_visible()
    admin.paragraph.fill(LONG)
    row = panel.locator(".comprobaciones__fila").filter(has_text="Una oración muy larga")
    expect(row).to_contain_text(LONG)
    expect(panel.locator("[data-content-checker-count]")).to_have_text("1")
    expect(toggle).to_contain_text("1")
    assert panel.locator("a[href^=http], [src^=http]").count() == 0
    admin.paragraph.fill("Vuelve el agua.")
    expect(row).to_have_count(0)
    expect(panel.locator("[data-content-checker-count]")).to_have_text("0")


def test_on_a_telephone_nothing_runs_out_of_it(sign_in):
    admin = sign_in("editor-contramaestre")
    admin.start_task("Escribir una noticia")
    admin.fill_news(title="Corte", summary="Por zonas.", text=LONG)
    admin.page.set_viewport_size({"width": 360, "height": 740})
    toggle = admin.page.locator('[data-side-panel-toggle="checks"]')
    if toggle.get_attribute("aria-expanded") != "true":
        toggle.click()
    panel = admin.page.locator("[data-comprobaciones]")
    expect(panel.get_by_text("Una oración muy larga")).to_be_visible()
    assert panel.evaluate("panel => panel.scrollWidth <= panel.clientWidth")
    assert admin.page.evaluate("document.documentElement.scrollWidth") == 360
