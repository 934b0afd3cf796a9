"""Long pages list their contents on wide screens, and no page has two main buttons."""

import pytest
from playwright.sync_api import expect

from .sample import pages

SLUG = "contramaestre"
PROCEDURE = "/tramites/carne-de-identidad-solicitud-y-renovacion/"
SCRIPT = "contenidos"
# The visible filled buttons; secondary ones only have a frame.
MAIN_BUTTONS = """() => [...document.querySelectorAll('main .boton:not(.secundario)')]
    .filter(button => button.offsetParent).map(button => button.textContent.trim())"""


def contents(page):
    return page.get_by_role("navigation", name="En esta página")


@pytest.mark.parametrize("width", [768, 1280])
def test_a_long_page_lists_what_it_holds_and_marks_where_one_is(portales, new_context, width):
    page = new_context(viewport={"width": width, "height": 700}).new_page()
    page.goto(portales.url(SLUG, PROCEDURE))
    listed = contents(page).get_by_role("link")
    headings = page.locator(".articulo-cuerpo :not(.compartir) > h2").all_inner_texts()
    expect(listed).to_have_text(headings)
    here = contents(page).locator("[aria-current]")
    expect(here).to_have_text(headings[0])

    listed.nth(2).click()
    expect(page.get_by_role("heading", name=headings[2])).to_be_in_viewport()
    expect(here).to_have_text(headings[2])
    # The office and its telephone stay visible beside the text.
    expect(page.locator(".lateral .oficina a").first).to_be_in_viewport()


def test_a_telephone_fetches_no_list_of_contents(portales, new_context):
    page = new_context(viewport={"width": 360, "height": 640}).new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(portales.url(SLUG, PROCEDURE), wait_until="networkidle")
    assert any("portal." in url for url in asked)
    assert not [url for url in asked if SCRIPT in url]
    expect(contents(page)).to_have_count(0)


@pytest.mark.parametrize("slug", ["provincia", SLUG])
def test_no_page_has_two_main_things_to_do(portales, new_context, slug):
    page = new_context(viewport={"width": 360, "height": 640}).new_page()
    found = {}
    for kind, path in pages(portales, slug).items():
        page.goto(portales.url(slug, path))
        buttons = page.evaluate(MAIN_BUTTONS)
        if len(buttons) > 1:
            found[kind] = buttons
    assert not found
