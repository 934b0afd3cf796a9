"""Public pages in a new browser that is limited to what a telephone of 2018 supports.

Its stylesheets are cut down to what the oldest browsers read, and names they lack are removed for
scripts (scripts/oldest). ``make lint`` finds syntax that would stop a script there.
"""

import json
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from scripts.oldest import programs, stylesheets

from .carta import QUEJA, send_queja
from .meter import PHONE
from .sample import pages
from .screens import overflow, small_targets

# Names that these tests and Playwright use.
ASKED_BY_TESTS = {"checkVisibility", "getAnimations", "globalThis"}

# In Chrome before 86 a fieldset is neither a grid nor a flex row.
NO_GRID = "fieldset { display: block !important; }"
FORGET = """(names) => {
    for (const name of names) delete window[name];
    const kinds = Object.getOwnPropertyNames(window).map(name => {
        try { return window[name]; } catch { return null; }
    }).filter(kind => typeof kind === 'function' && kind.prototype);
    for (const kind of kinds)
        for (const name of names) { delete kind[name]; delete kind.prototype[name]; }
    MediaQueryList.prototype.addEventListener = undefined; // of Safari 14
    const { supports } = CSS;
    CSS.supports = (...asked) => !asked[0].includes('selector(') && supports.apply(CSS, asked);
    const { fetch } = window; // what is not said is «omit» until Chrome 72
    window.fetch = (asked, options) => fetch(asked, { credentials: 'omit', ...options });
}"""


@pytest.fixture
def old(portales, new_context):
    """Return a function that opens a page in such a browser."""

    def create(**options):
        read = []

        def cut_down(route):
            path = urlsplit(route.request.url).path
            css = stylesheets.as_they_read(portales.get("provincia", path))
            route.fulfill(content_type="text/css", body=css + NO_GRID)
            read.append(path)

        context = new_context(**(PHONE | options))
        context.route("**/static/css/*.css", cut_down)
        names = sorted((programs.MEMBERS | programs.GLOBALS) - ASKED_BY_TESTS)
        context.add_init_script(f"({FORGET})({json.dumps(names)})")
        made.append(read)
        return context.new_page()

    made = []
    yield create
    assert all(made), "a browser has read its stylesheets whole"


# The words nearest to each icon, and the space between elements that stand side by side.
_LOOK = """() => {
    const seen = element => element.checkVisibility() && element.getBoundingClientRect().width > 1;
    const all = selector => [...document.querySelectorAll(selector)].filter(seen);
    const box = element => element.getBoundingClientRect();
    const named = element => `${element.closest('[class]').className}: `
        + element.textContent.trim().slice(0, 40);
    const space = (a, b) => Math.max(
        b.left - a.right, a.left - b.right, b.top - a.bottom, a.top - b.bottom
    );
    const faults = [];
    for (const button of all('.boton, .buscador button')) {
        const style = getComputedStyle(button);
        // The main one is filled, another has a frame.
        const colors = [style.backgroundColor, style.borderTopColor];
        const isSeen = !colors.every(color => /, 0\\)$/.test(color));
        if (!isSeen || !parseFloat(style.paddingTop) || !parseFloat(style.paddingLeft))
            faults.push(`no button: ${named(button)}`);
    }
    for (const link of all('.enlaces a, .filtros a, .paginas a, .compartir a, .compartir button')) {
        const { borderTopWidth, borderTopLeftRadius, paddingLeft } = getComputedStyle(link);
        if (![borderTopWidth, borderTopLeftRadius, paddingLeft].every(parseFloat))
            faults.push(`no frame: ${named(link)}`);
    }
    const lists = '.enlaces, .filtros ul, .compartir ul, .municipios, .accesos ul, .subpaginas';
    for (const list of all(lists)) {
        const items = [...list.children].filter(seen);
        items.slice(1).forEach((item, n) => {
            if (space(box(items[n]), box(item)) < 4) faults.push(`no distance: ${named(item)}`);
        });
    }
    for (const field of all('.campo, .parte > legend')) {
        const next = field.nextElementSibling;
        if (next && seen(next) && space(box(field), box(next)) < 4)
            faults.push(`no distance: ${named(next)}`);
    }
    for (const card of all('.tarjeta'))
        if (!parseFloat(getComputedStyle(card).paddingTop)) faults.push(`no card: ${named(card)}`);
    for (const icon of all('.icono')) {
        const row = icon.parentElement;
        if (!getComputedStyle(row).display.includes('flex')) continue;
        for (const node of row.childNodes) {
            if (node === icon || !node.textContent.trim()) continue;
            if (node.nodeType === 1 && getComputedStyle(node).position === 'absolute') continue;
            const words = new Range();
            words.selectNodeContents(node);
            // Words that are cut off end where their box does.
            const isCut = node.nodeType === 1 && getComputedStyle(node).overflowX === 'hidden';
            const places = isCut ? [box(node)] : [...words.getClientRects()];
            const near = places.some(r => r.width && space(box(icon), r) < 3);
            if (near) faults.push(`icon at its words: ${named(row)}`);
        }
    }
    return faults;
}"""


@pytest.mark.parametrize("slug", ["provincia", "contramaestre"])
def test_every_kind_of_page_is_whole_on_a_telephone_of_2018(portales, old, slug):
    page = old()
    broken = {}
    for kind, path in pages(portales, slug).items():
        page.goto(portales.url(slug, path))
        off = overflow(page)
        faults = page.evaluate(_LOOK) + small_targets(page) + off["wide"]
        if faults or off["scrolls"]:
            broken[kind] = faults
    assert not broken


def test_the_menu_opens_and_what_has_the_focus_is_seen(portales, old):
    page = old()
    page.goto(portales.url("contramaestre"))
    menu = page.get_by_role("navigation", name="Principal")
    expect(menu.get_by_role("link", name="Trámites")).to_be_hidden()
    menu.locator("summary").tap()
    expect(menu.get_by_role("link", name="Trámites")).to_be_visible()
    outline = "() => getComputedStyle(document.activeElement).outlineStyle"
    for _ in range(6):
        page.keyboard.press("Tab")
        assert page.evaluate(outline) == "solid"


def test_the_menu_lies_open_on_a_wide_screen(portales, old):
    page = old(viewport={"width": 1280, "height": 800})
    page.goto(portales.url("contramaestre"))
    menu = page.get_by_role("navigation", name="Principal")
    expect(menu.get_by_role("link", name="Trámites")).to_be_visible()
    expect(menu.locator("summary")).to_be_hidden()
    page.set_viewport_size({"width": 360, "height": 740})
    expect(menu.get_by_role("link", name="Trámites")).to_be_hidden()


def test_words_are_suggested_and_searched(portales, old):
    page = old()
    page.goto(portales.url("contramaestre"))
    page.get_by_label("¿Qué necesita hacer?").tap()
    field = page.get_by_role("combobox")
    field.press_sequentially("carn", delay=40)
    expect(page.get_by_role("option").first).to_contain_text("Carné de identidad")
    field.press_sequentially("é de identidad", delay=40)
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Buscar").first.tap()
    page.wait_for_url("**/buscar/**")
    expect(page.locator(".tarjeta").first).to_contain_text("Carné de identidad")


def test_a_case_is_sent_and_its_acuse_is_whole(portales, old):
    page = old()
    number, code = send_queja(page, portales.url("contramaestre", QUEJA))
    assert number
    assert code
    assert page.evaluate(_LOOK) == []
