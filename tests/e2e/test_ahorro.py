"""Who saves data, by one tap and without scripts, reads the same in a third of the bytes."""

import re

import pytest
from playwright.sync_api import expect

from . import screens
from .meter import LIGHT, PHONE, Meter, visit
from .sample import pages

SLUG = "contramaestre"
READ = ("news page", "procedure", "directory", "transparency", "search with results", "not found")
SAVING = {"extra_http_headers": {"Save-Data": "on"}}


@pytest.mark.parametrize("kind", ["home", *READ])
def test_a_first_visit_weighs_twelve_kilobytes_at_most(portales, new_context, kind):
    page = new_context(**PHONE, **SAVING).new_page()
    meter = Meter(page)
    visit(page, portales.url(SLUG, "/" if kind == "home" else pages(portales, SLUG)[kind]))
    assert meter.total("css") > 0
    assert meter.total() <= LIGHT, meter.received
    assert meter.total("html") + meter.total("css") == meter.total(), meter.received


@pytest.mark.parametrize("kind", ["home", *READ])
def test_a_light_page_fits_every_screen_and_is_accessible(portales, new_context, kind):
    page = new_context(**SAVING).new_page()
    visit(page, portales.url(SLUG, "/" if kind == "home" else pages(portales, SLUG)[kind]))
    for width in screens.WIDTHS:
        page.set_viewport_size({"width": width, "height": 740})
        assert not screens.overflow(page)["scrolls"], width
    screens.assert_accessible(page)
    page.emulate_media(color_scheme="dark")
    screens.assert_accessible(page, screens.COLOURS)


def test_one_tap_saves_data_and_another_one_shows_everything(portales, new_context):
    page = new_context(**PHONE, java_script_enabled=False).new_page()
    page.goto(portales.url(SLUG, "/noticias/"))
    expect(page.get_by_role("main").locator("img").first).to_be_attached()
    page.get_by_text("Menú", exact=True).click()
    page.get_by_role("button", name="Ahorrar datos").click()
    expect(page).to_have_url(portales.url(SLUG, "/noticias/"))
    expect(page.locator("img, script, svg")).to_have_count(0)
    page.screenshot(path="test-results/ahorro.png")
    page.get_by_role("main").get_by_role("article").first.get_by_role("link").click()
    expect(page.get_by_role("button", name="Ver todo")).to_be_visible()
    photo = page.get_by_role("main").get_by_role("link", name="Ver foto").first
    expect(photo).to_have_attribute("href", re.compile("^/media/images/"))
    page.get_by_role("button", name="Ver todo").click()
    expect(page.get_by_role("main").locator("img").first).to_be_attached()
