"""Texts that Wagtail does not mark for translation are in Spanish in the admin too."""

import json

import pytest

from tests.reading import soup, soup_of


@pytest.mark.parametrize(
    ("kind", "labels"),
    [
        ("external", ["Dirección", "Texto del enlace"]),
        ("anchor", ["#", "Texto del enlace"]),
        ("email", ["Correo electrónico", "Texto del enlace", "Asunto", "Mensaje"]),
        ("phone", ["Teléfono", "Texto del enlace"]),
    ],
)
def test_the_form_of_a_link_names_its_fields(as_editor, kind, labels):
    html = as_editor.get(f"/admin/choose-{kind}-link/").json()["html"]
    found = soup_of(html).find_all("label")
    assert [label.get_text(strip=True).rstrip("*") for label in found] == labels


def test_a_link_of_each_kind_is_still_made(as_editor):
    fields = {"email_address": "oficina@example.org", "subject": "Consulta", "body": ""}
    data = {f"email-link-chooser-{name}": value for name, value in fields.items()}
    answer = as_editor.post("/admin/choose-email-link/", data).json()
    assert answer["result"]["url"] == "mailto:oficina@example.org?subject=Consulta"


def test_no_block_asks_for_an_image(as_editor, alfa):
    page = soup(as_editor.get(f"/admin/pages/add/home/standardpage/{alfa.home.pk}/"))
    blocks = page.find(attrs={"data-w-block-data-value": True})["data-w-block-data-value"]
    assert "Imagen" in strings(json.loads(blocks))
    assert "Image" not in strings(json.loads(blocks))


def test_the_list_of_sites_names_its_columns(as_administrator):
    for path in ("/admin/sites/", "/admin/sites/results/"):
        heads = soup(as_administrator.get(path)).select(".listing thead th")
        names = [head.get_text(" ", strip=True) for head in heads]
        assert names == ["Sitio", "Puerto", "Nombre", "Portada", "¿Predeterminado?"]


def test_the_list_of_sites_is_for_the_province(as_editor):
    assert as_editor.get("/admin/sites/").status_code == 404


def strings(value):
    if isinstance(value, str):
        return {value}
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return set().union(*(strings(item) for item in inside))


def test_the_icon_of_every_message_is_in_the_sprite(as_administrator):
    sprite = soup(as_administrator.get("/admin/sprite/"))
    for level in ("info", "success", "warning"):
        assert sprite.find("symbol", id=f"icon-{level}")
