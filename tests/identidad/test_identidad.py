"""Each portal has its own emblem, silueta, pictures and icons."""

import json

import pytest
from django.core.cache import caches

from home.models import HomePage
from tests.base.tarjetas import differ, drawing, shows
from tests.budgets import COLD, WARM, forget_pages, queries
from tests.factories import make_image, make_private
from tests.reading import json_ld, meta, rel, soup

from .dibujos import SIZES, change_settings, make_drawing, picture

# Bytes, and sides in pixels.
ICON, LARGE_ICON, DRAWING = 2_500, 12_000, 4_000
LADOS = (48, 180, 192, 512)


def header(portal, path="/"):
    return soup(portal.get(path)).find("header")


def ridges(portal):
    return [path["d"] for path in header(portal).select(".sierra path")]


def manifest(portal, prefix=""):
    return json.loads(portal.get(f"{prefix}/manifest.webmanifest").content)


def icon_of(portal):
    [address] = rel(portal.get(), "icon")
    return address


# --- Without chosen pictures -----------------------------------------------------------------


def test_each_portal_has_its_letters_and_the_province_the_emblem(portales):
    letters = {portal.slug: header(portal).select_one(".escudo text") for portal in portales}
    assert letters["provincia"] is None
    assert header(portales.provincia).select_one(".escudo use")["xlink:href"].endswith("#escudo")
    assert (letters["alfa"].get_text(), letters["beta"].get_text()) == ("Al", "Be")
    assert letters["alfa"].find_parent("svg")["aria-hidden"] == "true"


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Palma Soriano", "PS"),
        ("Songo-La Maya", "SM"),
        ("Santiago de Cuba", "SC"),
        ("Guamá", "Gu"),
        ("<b>", "b"),
    ],
)
def test_the_letters_are_those_of_the_name(alfa, committed, name, letters):
    with committed():
        change_settings(alfa, nombre=name)
    assert header(alfa).select_one(".escudo text").get_text() == letters


def test_the_ridges_of_each_portal_are_others_and_always_the_same(portales):
    seen = [ridges(portal) for portal in portales]
    assert all(len(each) == 3 for each in seen)
    flat = [path for each in seen for path in each]
    assert len(set(flat)) == len(flat)
    forget_pages()
    assert [ridges(portal) for portal in portales] == seen


def test_a_page_that_cannot_be_shown_is_still_that_of_its_portal(alfa, monkeypatch):
    def break_down(*args, **kwargs):
        raise RuntimeError

    expected = ridges(alfa)
    monkeypatch.setattr(HomePage, "serve", break_down)
    forget_pages()
    browser = alfa.browser()
    browser.raise_request_exception = False
    page = soup(browser.get("/"))
    assert page.select_one(".escudo text").get_text() == "Al"
    assert [path["d"] for path in page.select(".sierra path")] == expected


def test_the_cards_of_two_portals_differ_in_more_than_their_words(alfa, beta, committed):
    with committed():
        for portal in (alfa, beta):
            change_settings(portal, acento="azul", nombre="Alfa", titulo="Portal")
    alfa_card, beta_card = drawing(alfa, "/"), drawing(beta, "/")
    skyline = (0, 480, 1200, 600)
    assert differ(alfa_card.crop(skyline), beta_card.crop(skyline))


# --- With its own pictures -------------------------------------------------------------------


def test_the_shield_comes_at_twice_its_size_in_two_formats(alfa, committed):
    with committed():
        change_settings(alfa, escudo=make_image("Escudo", size=SIZES["escudo"]))
    shown = header(alfa).select_one(".escudo picture")
    assert not header(alfa).select(".escudo text")
    assert shown.source["type"] == "image/webp"
    assert shown.img["src"].endswith(".png")
    assert shown.img["alt"] == ""
    # Shown 65 pixels high on a wide screen.
    assert int(shown.img["height"]) == 130
    [organization] = [
        item for item in json_ld(alfa.get()).values() if item.get("@id", "").endswith("#gobierno")
    ]
    assert organization["logo"].endswith(shown.img["src"])


def test_a_drawing_stands_in_the_place_of_the_ridges(alfa, beta, committed):
    drawing_of_alfa = make_drawing(alfa)
    with committed():
        change_settings(alfa, silueta=drawing_of_alfa)
    address = header(alfa).select_one(".sierra mask image")["xlink:href"]
    size, image = picture(alfa.get(address))
    assert size <= DRAWING
    # White for the drawing, trimmed where the paper was empty.
    assert image.height == 120
    for height in (0, 60, 119):
        assert (image.getpixel((10, height)), image.getpixel((image.width // 2, height))) == (
            255,
            0,
        )
    assert not header(beta).select(".sierra mask")
    assert beta.get(address).status_code == 404
    assert alfa.get("/silueta/00000000.png").status_code == 404
    assert differ(drawing(alfa, "/"), drawing(beta, "/"))


def test_the_footer_has_it_too(alfa, committed):
    with committed():
        change_settings(alfa, silueta=make_drawing(alfa))
    page = soup(alfa.get())
    name = page.select_one(".pie-sierra use")["xlink:href"].removeprefix("#")
    assert page.find(id=name).select_one("[mask]")["mask"] == f"url(#{page.find('mask')['id']})"


def test_the_picture_of_the_front_page_is_cut_for_phones_and_for_wide_screens(alfa, committed):
    image = make_image(
        "Foto", size=SIZES["imagen_portada"], description="El parque", credito="J. Pérez"
    )
    assert not soup(alfa.get()).select(".cubierta")
    with committed():
        change_settings(alfa, imagen_portada=image)
    strip = soup(alfa.get()).select_one(".cubierta")
    assert strip.img["alt"] == "El parque"
    assert strip.figcaption.get_text() == "J. Pérez"
    widths = [part.split()[1] for part in strip.source["srcset"].split(", ")]
    assert sorted(widths) == ["1600w", "400w", "800w"]
    # A phone 360 pixels wide gets at most two image pixels per pixel, whatever its density.
    assert strip.img["sizes"].endswith("66vw")
    assert not soup(alfa.get("/noticias/")).select(".cubierta")


def test_a_file_that_is_gone_breaks_no_page(alfa, committed):
    values = {name: make_image(name, size=size) for name, size in SIZES.items()}
    with committed():
        change_settings(alfa, **values)
    for image in values.values():
        image.file.delete(save=False)
    page = alfa.get()
    assert page.status_code == 200
    address = soup(page).select_one(".sierra mask image")["xlink:href"]
    _size, image = picture(alfa.get(address))
    assert image.getextrema() == (0, 255)  # the ridges
    assert picture(alfa.get(icon_of(alfa)))[1].size == (48, 48)


def test_its_pictures_cost_a_page_no_more_queries_than_it_may_have(alfa, committed):
    with committed():
        change_settings(alfa, **{name: make_image(name, size=size) for name, size in SIZES.items()})
    alfa.get()  # creates the renditions
    plain = queries(alfa, "/noticias/")
    assert len(plain) <= COLD
    assert len(queries(alfa, "/")) <= COLD
    assert len(queries(alfa, "/", warm=True)) <= WARM


# --- On a phone and in the bars of a browser ------------------------------------------------------


def test_a_phone_is_told_how_to_keep_the_portal(portales):
    for portal, name in zip(portales, ("Provincia", "Alfa", "Beta"), strict=True):
        page = portal.get()
        assert rel(page, "manifest") == ["/manifest.webmanifest"]
        told = manifest(portal)
        assert (told["short_name"], told["name"]) == (name, meta(page, "og:title"))
        assert (told["start_url"], told["scope"], told["lang"]) == ("/", "/", "es-CU")
        assert told["display"] == "browser"
        assert {(icon["sizes"], icon["purpose"]) for icon in told["icons"]} == {
            (f"{side}x{side}", purpose) for side in (192, 512) for purpose in ("any", "maskable")
        }
        for icon in told["icons"]:
            size, image = picture(portal.get(icon["src"]))
            assert f"{image.width}x{image.height}" == icon["sizes"]
            assert size <= LARGE_ICON
    response = portales.alfa.get("/manifest.webmanifest")
    assert response["Content-Type"] == "application/manifest+json"
    again = portales.alfa.get("/manifest.webmanifest", **{"if-none-match": response["ETag"]})
    assert again.status_code == 304


def test_in_english_it_is_kept_in_english(alfa, committed):
    assert rel(alfa.get("/en/buscar/"), "manifest") == ["/en/manifest.webmanifest"]
    told = manifest(alfa, "/en")
    assert told["lang"] == "en"
    assert manifest(alfa)["icons"] == told["icons"]


def test_the_bars_of_the_browser_have_the_colour_of_the_portal(alfa):
    colours = {
        tag["media"]: tag["content"] for tag in soup(alfa.get()).select("[name=theme-color]")
    }
    assert colours["(prefers-color-scheme: light)"] == "#00607f" == manifest(alfa)["theme_color"]
    by_night = colours["(prefers-color-scheme: dark)"]
    assert all(int(by_night[at : at + 2], 16) < 96 for at in (1, 3, 5))


def test_every_portal_has_icons_of_its_own(portales):
    seen = {}
    for portal in portales:
        page = portal.get()
        [small], [apple] = rel(page, "icon"), rel(page, "apple-touch-icon")
        for address, side in ((small, 48), (apple, 180)):
            size, image = picture(portal.get(address))
            assert image.size == (side, side)
            assert "transparency" not in image.info  # phones would show black behind it
            assert size <= (LARGE_ICON if portal.slug == "provincia" else ICON)
            seen[portal.slug, side] = image.convert("L")
    for side in (48, 180):
        ours = [image for (_slug, wide), image in seen.items() if wide == side]
        for number, image in enumerate(ours):
            assert all(differ(image, other) for other in ours[:number])


def test_the_icon_is_the_shield_once_there_is_one(alfa, committed):
    before = icon_of(alfa)
    with committed():
        change_settings(alfa, escudo=make_image("Escudo", size=SIZES["escudo"]))
    address = icon_of(alfa)
    assert address != before
    assert alfa.get(before).status_code == 404
    _size, image = picture(alfa.get(address.replace("/48-", "/512-")))
    image = image.convert("RGB")
    assert shows(image, (256, 256), "#336699")
    # Complete within the circle to which phones crop it, on a paper background.
    assert image.getpixel((20, 256)) == image.getpixel((256, 40)) == (252, 251, 248)


def test_an_icon_may_be_kept_for_ever_and_nobody_else_has_it(alfa, beta):
    address = icon_of(alfa)
    response = alfa.get(address)
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert alfa.get(address, **{"if-none-match": response["ETag"]}).status_code == 304
    assert beta.get(address).status_code == 404
    for side in (1, 47, 5120, 10**30):
        assert alfa.get(address.replace("/48-", f"/{side}-")).status_code == 404
    assert alfa.get("/icono/48-00000000.png").status_code == 404
    assert alfa.browser().post(address).status_code == 405
    kept = len(caches["pages"]._cache), len(caches["tarjetas"]._cache)
    for number in range(3):
        alfa.get(address, {"x": number})
    assert (len(caches["pages"]._cache), len(caches["tarjetas"]._cache)) == kept


def test_a_private_front_page_hides_no_icon(alfa, committed):
    """Icons show nothing that the header of every page does not show."""
    address = icon_of(alfa)
    with committed():
        make_private(alfa.home)
    assert alfa.get(address).status_code == 200
