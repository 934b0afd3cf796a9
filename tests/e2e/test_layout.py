"""Nothing runs off the side of the screen, whatever its width."""

import pytest

from .conftest import SLUGS
from .sample import pages

WIDTHS = (320, 360, 768, 1280)

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


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_scrolls_sideways(portales, new_context, width):
    page = new_context(viewport={"width": width, "height": 800}).new_page()
    places = [("provincia", kind, path) for kind, path in pages(portales, "provincia").items()]
    places += [("guama", kind, path) for kind, path in pages(portales, "guama").items()]
    places += [(slug, "home", "/") for slug in SLUGS]
    broken = {}
    for slug, kind, path in places:
        page.goto(portales.url(slug, path))
        found = page.evaluate(OVERFLOW)
        if found["scrolls"] or found["wide"]:
            broken[f"{slug}: {kind}"] = found
    assert not broken


def test_text_can_be_enlarged_to_double(portales, new_context):
    """WCAG 1.4.4: on a phone whose owner has doubled the size of letters."""
    page = new_context(viewport={"width": 360, "height": 800}).new_page()
    for path in pages(portales, "contramaestre").values():
        page.goto(portales.url("contramaestre", path))
        page.evaluate("document.documentElement.style.fontSize = '36px'")
        assert not page.evaluate(OVERFLOW)["scrolls"], page.url
