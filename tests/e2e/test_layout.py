"""Nothing runs off the side of the screen, whatever its width and whatever its letters."""

import pytest

from .conftest import SLUGS, letters
from .sample import pages

FAMILIES = {"phone": {"Roboto", "Noto Serif"}, "wide": {"DejaVu Sans", "DejaVu Serif"}}
PHONE = 360
PHONES = (320, PHONE)
WIDTHS = (*PHONES, 768, 1280)
EVERY_KIND = ("provincia", "guama")  # of the others, the front page

OVERFLOW = """() => {
    const width = document.documentElement.clientWidth;
    const wide = [...document.querySelectorAll('body *')].filter(element => {
        const box = element.getBoundingClientRect();
        return box.right > width + 1 && box.width && !element.closest('.tabla, .oculto, svg');
    });
    return {
        scrolls: document.documentElement.scrollWidth > width,
        wide: wide.slice(0, 5).map(element => element.outerHTML.slice(0, 120)),
    };
}"""


@pytest.fixture(scope="session", params=FAMILIES)
def kind_of_letters(request):
    return request.param


@pytest.fixture(scope="session")
def browser(launch_browser, kind_of_letters):
    """Each test runs with the letters of a phone and with wide ones."""
    browser = launch_browser(env=letters(kind_of_letters))
    yield browser
    browser.close()


def test_pages_are_set_in_the_letters_that_were_chosen(portales, new_context, kind_of_letters):
    """Whatever else is installed."""
    page = new_context().new_page()
    page.goto(portales.url())
    devtools = page.context.new_cdp_session(page)
    devtools.send("DOM.enable")
    root = devtools.send("DOM.getDocument")["root"]["nodeId"]
    devtools.send("CSS.enable")
    found = set()
    for selector in ("h1", ".lema"):
        node = devtools.send("DOM.querySelector", {"nodeId": root, "selector": selector})
        used = devtools.send("CSS.getPlatformFontsForNode", node)["fonts"]
        found |= {font["familyName"] for font in used}
    assert found == FAMILIES[kind_of_letters]


@pytest.mark.parametrize("slug", SLUGS)
def test_no_page_scrolls_sideways(portales, new_context, slug):
    """Of any width; on phones not even (WCAG 1.4.4) with letters of double size."""
    page = new_context().new_page()
    broken = {}
    places = pages(portales, slug) if slug in EVERY_KIND else {"home": "/"}
    for kind, path in places.items():
        page.goto(portales.url(slug, path))
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            found = page.evaluate(OVERFLOW)
            if found["scrolls"] or found["wide"]:
                broken[f"{kind} at {width}"] = found
        page.evaluate("document.documentElement.style.fontSize = '36px'")
        for width in PHONES:
            page.set_viewport_size({"width": width, "height": 800})
            found = page.evaluate(OVERFLOW)
            if found["scrolls"]:
                broken[f"{kind} at {width} with double letters"] = found
    assert not broken


TABLES = """() => [...document.querySelectorAll('.apilable')].map(
    region => [region.clientWidth, region.scrollWidth, region.getAttribute('aria-label')]
)"""


@pytest.mark.parametrize("path", ["planteamientos/", "ley-168/"])
def test_wide_tables_are_cards_on_a_phone_and_tables_for_who_hears_them(
    portales, new_context, path
):
    page = new_context().new_page()
    page.goto(portales.url("provincia", f"/transparencia/{path}"))
    for width in (PHONE, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        found = page.evaluate(TABLES)
        assert found
        assert not [table for table in found if table[1] > table[0]]
        table = page.locator(".apilable table").first
        assert table.get_by_role("columnheader").count() > 2
        first = table.get_by_role("row").nth(1)
        assert first.get_by_role("rowheader").count() == 1
        assert first.get_by_role("cell").count() > 2
