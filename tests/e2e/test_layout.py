"""Nothing overflows the screen, at any width and with any font."""

import pytest

from .conftest import SLUGS, letters
from .sample import pages
from .screens import WIDTHS, overflow

FAMILIES = {"phone": {"Roboto", "Noto Serif"}, "wide": {"DejaVu Sans", "DejaVu Serif"}}
PHONE = 360
PHONES = (320, PHONE)
EVERY_KIND = ("provincia", "guama")  # of the other portals, only the front page is checked


@pytest.fixture(scope="session", params=FAMILIES)
def kind_of_letters(request):
    return request.param


@pytest.fixture(scope="session")
def browser(launch_browser, kind_of_letters):
    """Each test runs with the fonts of a phone and with wide ones."""
    browser = launch_browser(env=letters(kind_of_letters))
    yield browser
    browser.close()


def test_pages_are_set_in_the_letters_that_were_chosen(portales, new_context, kind_of_letters):
    """Whatever other fonts the machine has."""
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
    """At any width; on phones also with letters of double size (WCAG 1.4.4)."""
    page = new_context().new_page()
    broken = {}
    places = pages(portales, slug) if slug in EVERY_KIND else {"home": "/"}
    for kind, path in places.items():
        page.goto(portales.url(slug, path))
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            found = overflow(page)
            if found["scrolls"] or found["wide"]:
                broken[f"{kind} at {width}"] = found
        page.evaluate("document.documentElement.style.fontSize = '36px'")
        for width in PHONES:
            page.set_viewport_size({"width": width, "height": 800})
            found = overflow(page)
            if found["scrolls"]:
                broken[f"{kind} at {width} with double letters"] = found
    assert not broken


# The place of the first column in its frame before and after the table is scrolled, its part of the
# frame's width, and whether a row stays on one line.
FIRST_COLUMN = """region => {
    const place = () => first.getBoundingClientRect().left - region.getBoundingClientRect().left;
    const first = region.querySelector("tbody th");
    const before = place();
    region.scrollLeft = region.scrollWidth;
    const tops = new Set([...first.parentNode.cells].map((c) => c.getBoundingClientRect().top));
    return {
        moved: Math.abs(place() - before),
        scrolled: region.scrollLeft,
        part: first.offsetWidth / region.clientWidth,
        lines: tops.size,
    };
}"""


@pytest.mark.parametrize("path", ["planteamientos/", "ley-168/"])
def test_what_a_row_is_about_stays_in_sight_while_its_figures_go_by(portales, new_context, path):
    page = new_context(viewport={"width": PHONE, "height": 640}).new_page()
    page.goto(portales.url("provincia", f"/transparencia/{path}"))
    tables = [
        table.evaluate(FIRST_COLUMN)
        for table in page.locator(".tabla").all()
        if table.locator("tbody th").first.is_visible()
    ]
    assert any(found["scrolled"] > 0 for found in tables)
    for found in tables:
        assert found["moved"] < 1
        assert found["lines"] == 1
        assert found["part"] <= 0.5
