"""Accessibility of every kind of page: axe, keyboard, targets, contrast of the palette."""

import re
from collections import Counter

import pytest
from playwright.sync_api import expect

from tests.importacion.libros import xlsx

from .admin import Admin
from .conftest import ROOT
from .sample import pages
from .screens import COLOURS, assert_accessible, small_targets

WIDTHS = PHONE, DESK = 360, 1280
# The width at which all kinds of a portal are checked; the other width gets the rest.
ALL_KINDS_AT = {"contramaestre": PHONE, "provincia": DESK}
SCHEMES = ("light", "dark")
PASSWORD = "la-clave-de-la-prueba"
TEXT = 4.5


def phone_or_desk(new_context, width, scheme):
    return new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    ).new_page()


def paths_at(portales, slug, width):
    """Return the paths of all kinds; at the other width, home and the kinds only ``slug`` has."""
    own = pages(portales, slug)
    if ALL_KINDS_AT[slug] == width:
        return own.values()
    [other] = ALL_KINDS_AT.keys() - {slug}
    theirs = pages(portales, other)
    # A portal that lacks a kind may put the path of another kind in its place.
    times = Counter(theirs.values())
    alone = {kind for kind in own if times[theirs.get(kind)] != 1}
    return [path for kind, path in own.items() if kind in alone | {"home"}]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("slug", ALL_KINDS_AT)
def test_axe_finds_nothing_on_any_kind_of_page(portales, new_context, slug, width):
    page = phone_or_desk(new_context, width, "light")
    for path in paths_at(portales, slug, width):
        page.goto(portales.url(slug, path))
        assert_accessible(page)
        page.emulate_media(color_scheme="dark")
        assert_accessible(page, COLOURS)
        page.emulate_media(color_scheme="light")


@pytest.fixture(scope="module")
def private_address(portales, browser, browser_context_args):
    """The address of a page that a moderator protects with a password."""
    context = browser.new_context(**browser_context_args)
    try:
        editor = Admin(context.new_page(), portales)
        editor.sign_in("editor-tercer-frente")
        editor.start_task("Ver las páginas")
        editor.page.get_by_role("link", name="Protección de datos", exact=True).first.click()
        editor.page.wait_for_url(re.compile(r"/admin/pages/\d+/"))
        number = re.search(r"/admin/pages/(\d+)/", editor.page.url).group(1)
    finally:
        context.close()
    context = browser.new_context(**browser_context_args)
    try:
        moderator = Admin(context.new_page(), portales)
        moderator.sign_in("moderador")
        moderator.open(f"/admin/pages/{number}/edit/")
        moderator.make_private(PASSWORD)
    finally:
        context.close()
    return portales.url("tercer-frente", "/proteccion-de-datos/")


@pytest.mark.xdist_group("private address")
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_password_form_of_a_private_page_is_accessible_and_opens_it(
    private_address, new_context, width, scheme
):
    page = phone_or_desk(new_context, width, scheme)
    page.goto(private_address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Esta página pide una contraseña")
    assert_accessible(page)
    page.get_by_label("Contraseña").fill("otra")
    page.get_by_role("button", name="Ver la página").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Contraseña").fill(PASSWORD)
    page.get_by_role("button", name="Ver la página").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Protección de datos")


IMPORT = ["Clave", "Nombre", "Tipo", "Resumen", "Calle"]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_axe_finds_nothing_on_the_screens_of_an_import(
    portales, new_context, tmp_path, width, scheme
):
    page = phone_or_desk(new_context, width, scheme)
    editor = Admin(page, portales)

    def send(*row):
        path = tmp_path / "entidades.xlsx"
        path.write_bytes(xlsx(Entidades=[IMPORT, row]) if row else b"<html>")
        page.get_by_label("Archivo").set_input_files(path)
        editor.button("Subir y ver qué cambia").click()

    def check(sight):
        expect(sight).to_be_visible()
        assert_accessible(page)

    editor.give_password("editor-guama")
    page.wait_for_url("**/admin/")
    page.goto(portales.url(path="/admin/importar/"))
    check(page.get_by_role("heading", name="Últimas cargas"))
    page.get_by_role("link", name="Entidades del directorio").first.click()
    check(page.get_by_role("heading", name="Prepare la hoja"))
    send()
    check(page.get_by_text("El archivo es una página web"))
    send("axe", "", "Nadie")
    check(page.get_by_role("alert").filter(has_text="1 fila tiene errores"))
    page.get_by_role("link", name="Subir la hoja corregida").click()
    kind = "Trámites y registros"
    send(f"axe-{width}", f"Oficina {width}", kind, "Resumen.", "Calle 1")
    editor.button("Guardar").click()
    # The message fades in; axe must check it fully shown.
    expect(page.locator(".messages > ul")).to_have_css("opacity", "1")
    check(page.get_by_text("Se guardó 1 página."))
    page.get_by_role("link", name="Cargar otro archivo").click()
    send(f"axe-{width}", f"Oficina {width}", kind, "Resumen.", "Calle 2")
    check(page.locator("del", has_text="Calle 1"))


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_axe_finds_nothing_where_the_province_decides_announces_and_warns(
    portales, new_context, width, scheme
):
    page = phone_or_desk(new_context, width, scheme)
    Admin(page, portales).give_password("administrador")
    page.wait_for_url("**/admin/")
    paths = ["propuestas/", "anuncios/", "settings/difusion/difusion/", "emergencia/new/"]
    portales.get("provincia", "/buscar/?q=unicornio")  # makes a row of the report
    paths += ["sin-resultado/", "sinonimos/", "destacados/", "destacados/new/"]
    paths += ["mudanza/", "mudanza/nueva/", "paginas_traidas/", "direcciones/"]
    paths += ["puesta_en_marcha/", "puesta_en_marcha/2/"]
    for path in paths:
        page.goto(portales.url(path=f"/admin/{path}"))
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert_accessible(page)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_axe_finds_nothing_where_cases_are_answered(portales, new_context, width, scheme):
    page = phone_or_desk(new_context, width, scheme)
    Admin(page, portales).give_password("coordinador-contramaestre")
    page.wait_for_url("**/admin/")
    paths = ["casos/", "casos/persona/", "plantillas/", "plantillas/new/"]
    paths += ["datos-de-casos/", "datos-de-casos/pedir/", "datos-de-casos/persona/"]
    urls = [portales.url(path=f"/admin/{path}") for path in paths]
    page.goto(urls[0])
    page.get_by_role("row").filter(has_text="licencia").get_by_role("link").first.click()
    actions = page.locator(".caso-acciones a")
    expect(actions.filter(has_text="Prorrogar")).to_be_visible()
    urls += [page.url, *actions.evaluate_all("links => links.map(link => link.href)")]
    for url in urls:
        page.goto(url)
        expect(page.get_by_role("heading", level=1).first).to_be_visible()
        assert page.url == url
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_keyboard_skips_to_the_content_and_opens_the_menu(portales, new_context):
    page = phone_or_desk(new_context, 360, "light")
    page.goto(portales.url("contramaestre"))
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Saltar al contenido")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()

    menu = page.locator(".menu summary")
    menu.focus()
    page.keyboard.press("Enter")
    news = page.get_by_role("navigation", name="Principal").get_by_role("link", name="Noticias")
    expect(news).to_be_visible()
    page.keyboard.press("Escape")
    expect(news).to_be_hidden()
    expect(menu).to_be_focused()


def test_whatever_is_pressed_is_large_enough_for_a_thumb(portales, new_context):
    page = phone_or_desk(new_context, PHONE, "light")
    small = {}
    for kind, path in pages(portales, "contramaestre").items():
        page.goto(portales.url("contramaestre", path))
        for width in (DESK, PHONE):
            page.set_viewport_size({"width": width, "height": 800})
            if width == PHONE:
                page.locator(".menu summary").click()
            if found := small_targets(page):
                small[f"{kind} at {width}"] = found
    assert not small


# A canvas converts any notation of a colour, also color-mix(), into red, green and blue.
MEASURED_PAIRS = """acento => {
    document.documentElement.dataset.acento = acento;
    const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
    const rgb = colour => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)];
    };
    const token = (name, tone) => {
        const probe = document.createElement('i');
        if (tone) probe.dataset.tono = tone;
        probe.style.color = `var(${name})`;
        document.body.append(probe);
        const colour = getComputedStyle(probe).color;
        probe.remove();
        return rgb(colour);
    };
    const style = selector => getComputedStyle(document.querySelector(selector));
    const ink = selector => rgb(style(selector).color);
    const ground = selector => rgb(style(selector).backgroundColor);
    const tones = Object.fromEntries(['exito', 'precaucion', 'peligro'].flatMap(tone => [
        [`${tone} on its tint`, [token('--acento', tone), token('--tinte', tone)]],
        [`${tone} on the ground`, [token('--acento', tone), ground('body')]],
        [`text on the tint of ${tone}`, [token('--tinta'), token('--tinte', tone)]],
        [`grey on the tint of ${tone}`, [token('--gris'), token('--tinte', tone)]],
    ]));
    return {
        ...tones,
        'emergency': [token('--sobre-peligro'), token('--peligro')],
        'link on the ground': [ink('.seccion-titulo a'), ground('body')],
        'accent on its tint': [token('--acento'), token('--tinte')],
        'grey text on the tint': [token('--gris'), token('--tinte')],
        'accent on a sheet': [token('--acento'), token('--hoja')],
        'button': [ink('.buscador button'), ground('.buscador button')],
        'menu': [ink('.barra summary'), ground('.barra')],
    };
}"""


def contrast(first, second):
    def luminance(colour):
        parts = [part / 255 for part in colour]
        linear = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_colour_of_the_palette_can_be_read(portales, new_context, scheme):
    source = (ROOT / "identidad" / "acentos.py").read_text(encoding="utf-8")
    palette = re.findall(r'= "([a-z]+)", _', source)
    assert len(palette) == 11
    page = phone_or_desk(new_context, 360, scheme)
    page.goto(portales.url("contramaestre"))
    seen, pale = set(), {}
    for acento in palette:
        measured = page.evaluate(MEASURED_PAIRS, acento)
        seen.add(tuple(measured["button"][1]))
        for name, pair in measured.items():
            if contrast(*pair) < TEXT:
                pale[f"{acento}: {name}"] = round(contrast(*pair), 2)
    assert len(seen) == 11, "two keys of the palette have the same colour"
    assert not pale
