"""The settings of a portal accept shield, silueta and cover photo, and preview them."""

from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from tests.factories import make_image
from tests.reading import form_data, soup

from .dibujos import SIZES, make_drawing, settings_of


def address(portal, name="edit"):
    return reverse(f"wagtailsettings:{name}", args=["base", "portalsettings", portal.site.pk])


@pytest.fixture
def pictures(alfa):
    return {
        "escudo": make_image("Escudo", size=SIZES["escudo"], collection=alfa.collection),
        "silueta": make_drawing(alfa),
        "imagen_portada": make_image(
            "Foto", size=SIZES["imagen_portada"], collection=alfa.collection
        ),
    }


def form_with(browser, portal, **changes):
    data = form_data(browser.get(address(portal)), "#w-editor-form")
    data |= nested_form_data({name: streamfield([]) for name in ("telefonos", "redes")})
    return data | {name: getattr(value, "pk", value) for name, value in changes.items()}


def preview(browser, portal, data, mode=""):
    url = address(portal, "preview_on_edit")
    assert browser.post(url, data).json() == {"is_valid": True, "is_available": True}
    response = browser.get(url, {"mode": mode})
    assert response.status_code == 200
    return soup(response)


def test_they_are_chosen_in_the_settings_and_seen_at_once(
    as_administrator, alfa, pictures, committed
):
    with committed():
        response = as_administrator.post(
            address(alfa), form_with(as_administrator, alfa, **pictures)
        )
    assert response.status_code == 302
    page = soup(alfa.get())
    assert page.select(".escudo picture")
    assert page.select(".sierra mask")
    assert page.select(".cubierta picture")


def test_they_are_seen_before_they_are_saved(as_administrator, alfa, pictures):
    data = form_with(as_administrator, alfa, acento="uva", nombre="Alfa Nueva", **pictures)
    shown = preview(as_administrator, alfa, data)
    assert shown.html["data-acento"] == "uva"
    assert "Alfa Nueva" in shown.find("header").get_text()
    assert shown.select(".escudo picture")
    assert shown.select(".cubierta picture")
    # Inline, because an address could be requested by others.
    assert shown.select_one(".sierra mask image")["xlink:href"].startswith("data:image/png;")
    assert settings_of(alfa).silueta is None
    published = soup(alfa.get())
    assert published.html["data-acento"] == "mar"
    assert not published.select(".cubierta, .sierra mask, .escudo picture")


def test_so_are_the_card_and_the_icons(as_administrator, alfa, pictures):
    before = preview(as_administrator, alfa, form_with(as_administrator, alfa), "al-compartir")
    data = form_with(as_administrator, alfa, **pictures)
    after = preview(as_administrator, alfa, data, "al-compartir")
    drawn = [[img["src"] for img in page.select("main img")] for page in (before, after)]
    assert all(src.startswith("data:image/png;") for page in drawn for src in page)
    assert all(one != other for one, other in zip(*drawn, strict=True))


def test_the_form_tells_what_the_preview_is_for(as_administrator, alfa):
    page = soup(as_administrator.get(address(alfa)))
    assert "Antes de guardar, vea cómo queda" in page.get_text()
    modes = [option.get_text(strip=True) for option in page.select("option")]
    assert {"Portada", "Tarjeta e icono"} <= set(modes)


def test_what_would_not_look_well_is_refused(as_administrator, alfa, pictures):
    square = make_drawing(alfa, size=(600, 300), title="Cuadrada")
    small = make_image("Pequeña", size=(640, 400), collection=alfa.collection)
    data = form_with(as_administrator, alfa, silueta=square, imagen_portada=small)
    response = as_administrator.post(address(alfa), data)
    told = soup(response).get_text()
    assert "Este dibujo mide 600 por 300 píxeles" in told
    assert "Esta foto mide 640 píxeles de ancho" in told
    assert (settings_of(alfa).silueta, settings_of(alfa).imagen_portada) == (None, None)


def test_who_a_portal_is_belongs_to_the_province(as_editor, alfa, pictures):
    page = soup(as_editor.get(address(alfa)))
    assert not page.select("[name=escudo], [name=silueta], [name=imagen_portada]")
    data = form_with(as_editor, alfa)
    sent = data | {name: image.pk for name, image in pictures.items()}
    assert not preview(as_editor, alfa, sent).select(".cubierta, .sierra mask, .escudo picture")
    as_editor.post(address(alfa), sent)
    assert settings_of(alfa).silueta is None


def test_nobody_previews_another_portal(as_editor, beta):
    url = address(beta, "preview_on_edit")
    for response in (as_editor.get(url), as_editor.post(url, {})):
        assert response.status_code in (302, 403, 404)


def test_a_preview_is_nobodys_page(alfa, as_administrator, pictures):
    preview(as_administrator, alfa, form_with(as_administrator, alfa, **pictures))
    url = address(alfa, "preview_on_edit")
    assert urlsplit(alfa.get(url)["Location"]).path == reverse("wagtailadmin_login")
