"""Ten portals differ without their colours, and pictures are as sharp as a phone's screen."""

from io import BytesIO
from itertools import combinations

import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import expect

from .conftest import SLUGS
from .meter import KB, PHONE

# Smallest mean difference of two pictures, of 255.
APART = 4
# Fewest pixels of the file per pixel of the screen.
FINE = 0.95
PICTURES = {"/": 15 * KB, "/noticias/": 10 * KB}

_GREY = "document.documentElement.style.filter = 'grayscale(1)'"
_SEEN = """[...document.querySelectorAll('main img')].filter(img => img.offsetWidth).map(img => {
    const file = new Image();
    file.src = img.currentSrc;
    return file.decode().then(() => {
        const [x, y] = [img.offsetWidth, img.offsetHeight].map(side => side * devicePixelRatio);
        return [img.currentSrc, Math.min(file.naturalWidth / x, file.naturalHeight / y)];
    });
})"""
_ICONS = """['icon', 'apple-touch-icon'].map(rel => {
    const icon = new Image();
    icon.src = document.querySelector(`link[rel=${rel}]`).href;
    return icon.decode().then(() => icon.naturalWidth);
})"""
_BYTES = """() => performance.getEntriesByType('resource')
    .filter(entry => entry.name.includes('/media/'))
    .reduce((sum, entry) => sum + entry.encodedBodySize, 0)"""


def picture_of(place, size):
    with Image.open(BytesIO(place.screenshot())) as shot:
        return shot.convert("L").resize(size)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/noticias/"])
def test_ten_portals_are_told_apart_with_the_colours_off(portales, new_context, scheme, path):
    page = new_context(**PHONE, color_scheme=scheme, reduced_motion="reduce").new_page()
    shields, skylines = {}, {}
    for slug in SLUGS:
        page.goto(portales.url(slug, path))
        page.evaluate(_GREY)
        shields[slug] = picture_of(page.locator(".escudo .icono"), (48, 58))
        skylines[slug] = picture_of(page.locator(".cabecera .sierra"), (360, 29))
    for seen in (shields, skylines):
        alike = {
            pair: round(far, 1)
            for pair in combinations(SLUGS, 2)
            if (far := ImageStat.Stat(ImageChops.difference(*map(seen.get, pair))).mean[0]) < APART
        }
        assert not alike


@pytest.mark.parametrize("path", PICTURES)
def test_pictures_are_as_fine_as_the_screen_and_still_small(portales, new_context, path):
    page = new_context(**PHONE).new_page()
    page.goto(portales.url("contramaestre", path))
    for place in page.locator("main img:visible").all():
        place.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    seen = page.evaluate(f"Promise.all({_SEEN})")
    assert len(seen) >= 3
    assert [picture for picture in seen if picture[1] < FINE] == []
    assert page.evaluate(_BYTES) <= PICTURES[path]


def test_a_phone_that_keeps_a_portal_finds_its_name_and_icons(portales, new_context):
    page = new_context(**PHONE).new_page()
    page.goto(portales.url("guama"))
    session = page.context.new_cdp_session(page)
    told = session.send("Page.getAppManifest")
    assert told["errors"] == []
    assert '"short_name": "Guamá"' in told["data"]
    sides = page.evaluate(f"Promise.all({_ICONS})")
    assert sides == [48, 180]


def test_who_changes_a_portal_sees_it_before_saving(portales, sign_in):
    admin = sign_in("administrador")
    admin.open("/admin/settings/base/portalsettings/")
    colour = admin.page.get_by_label("Color de acento")
    before = colour.input_value()
    assert before != "uva"
    shown = admin.preview()
    expect(shown.locator(f"html[data-acento={before}] .sierra").first).to_be_visible()
    # As a hand does: what a script chooses in the first two seconds, Wagtail does not notice.
    colour.press("u")
    expect(colour).to_have_value("uva")
    expect(shown.locator("html[data-acento=uva] .sierra").first).to_be_visible()
    admin.page.get_by_label("Modo vista previa").select_option(label="Tarjeta e icono")
    expect(shown.get_by_role("heading", name="Al compartir la portada")).to_be_visible()
    assert f' data-acento="{before}">' in portales.get("provincia")
