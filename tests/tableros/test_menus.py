"""The sidebar of the admin is short for every role; two of its entries are pages of links."""

import json

import pytest

from tests.factories import make_user
from tests.reading import links, soup, text

INFORMES, CONFIGURACION = "/admin/informes/", "/admin/configuracion/"
ROLES = ("Editores", "Traductores", "Coordinador", "Revisores", "Atención")


def column(browser):
    """Return {name: entry} of the sidebar of the user."""
    props = soup(browser.get("/admin/")).find(id="wagtail-sidebar-props").string
    [module] = (
        module
        for module in json.loads(props)["modules"]
        if module["_type"].endswith("MainMenuModule")
    )
    return {item["_args"][0]["name"]: item for item in module["_args"][0]}


@pytest.fixture
def who(request, alfa, provincia):
    if request.param in ROLES:
        return alfa.signed_in(make_user("ana", groups=[f"{request.param} · Alfa"]))
    return provincia.signed_in(make_user("ana", groups=[request.param]))


@pytest.mark.parametrize("who", [*ROLES, "Moderadores", "Administradores"], indirect=True)
def test_nobody_has_more_than_seven_entries_at_a_level(who):
    for item in (entries := column(who)).values():
        submenus = [part for part in item["_args"] if isinstance(part, list)]
        assert all(len(submenu) <= 7 for submenu in submenus)
    assert 2 <= len(entries) <= 7
    assert entries["reports"]["_args"][0]["url"] == INFORMES


def test_the_reports_stand_in_groups_with_what_each_tells(as_editor):
    page = as_editor.get(INFORMES)
    headings = [tag.get_text() for tag in soup(page).select("main h2")]
    assert headings[:2] == ["Qué falta o vence", "Qué lee, busca y dice la gente"]
    wanting = soup(page).select_one("section:has(#grupo-falta)")
    assert "Qué falta en los trámites" in wanting.get_text()
    assert "Los trámites sin plazo" in wanting.get_text()
    assert "Lo que la gente buscó y no halló." in text(page)


def test_every_entry_says_what_it_tells(as_administrator):
    page = soup(as_administrator.get(INFORMES))
    for entry in page.select(".menu-entradas > li"):
        assert entry.p, entry.get_text()


def test_an_entry_promises_what_its_screen_does(as_editor, as_administrator):
    assert "Lo que la gente avisa que falla en el directorio." in text(as_editor.get(INFORMES))
    settings = text(as_administrator.get(CONFIGURACION))
    assert "Una portada mínima en los portales que se marquen, mientras dure." in settings


def test_what_is_looked_for_is_found_without_accents_in_name_and_description(as_editor):
    found = links(as_editor.get(INFORMES, {"q": "busquedas"}), within=".menu-grupo")
    assert list(found) == ["Búsquedas sin resultado"]
    found = links(as_editor.get(INFORMES, {"q": "HALLO"}), within=".menu-grupo")
    assert list(found) == ["Búsquedas sin resultado"]
    nothing = text(as_editor.get(INFORMES, {"q": "<zapato>"}))
    assert "Aquí no hay nada con «<zapato>»" in nothing


def test_the_settings_are_those_of_the_person(as_editor, as_administrator):
    its = links(as_editor.get(CONFIGURACION), within="main")
    assert "Datos del portal" in its
    assert "Grupos" not in its
    all_of_them = links(as_administrator.get(CONFIGURACION), within="main")
    assert {"Datos del portal", "Grupos", "Equipo", "Sitios", "Modo emergencia"} <= set(all_of_them)


def test_who_has_nothing_to_set_is_not_led_there(alfa):
    browser = alfa.signed_in(make_user("traductor", groups=["Traductores · Alfa"]))
    assert "settings" not in column(browser)
    assert "Aquí no hay nada para usted" in text(browser.get(CONFIGURACION))


def test_a_report_leads_back_to_all_of_them(as_editor):
    assert links(as_editor.get("/admin/sin-resultado/"), within="header")["Informes"] == INFORMES
