"""Users read the log of their own part, and not that of another portal."""

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.log_actions import LogContext, log

from equipos.roles import grant, grant_on_page
from tests.bitacora.reading import URL, csv_rows, rows, told, xlsx_rows
from tests.factories import make_image, make_noticia, make_page, make_user
from tests.reading import links, offered, soup, text

pytestmark = pytest.mark.on_both_databases


@pytest.fixture
def beatriz(beta):
    """The editor of Beta."""
    return make_user("beatriz", groups=[beta.editores])


@pytest.fixture
def escritas(alfa, beta, editora, beatriz):
    """A news item of each municipality, saved by its editor; return the item of Beta."""
    for portal, user in ((alfa, editora), (beta, beatriz)):
        with LogContext(user=user):
            page = make_noticia(portal, f"Cosa de {portal.slug}")
            log(page, "wagtail.edit")
    return page


def test_an_editor_reads_the_history_of_the_own_portal_only(as_editor, escritas):
    page = text(as_editor.get(URL))
    assert "Cosa de alfa" in page
    for other in ("Cosa de beta", "beatriz", "Beta", "Común a todos"):
        assert other not in page


def test_an_editor_does_not_read_who_was_given_what(as_editor, alfa, escritas):
    make_user("nueva", groups=[alfa.editores])
    assert not [row for row in told(as_editor) if "nueva" in row]
    assert "Personas y permisos" not in text(as_editor.get(URL))


def test_a_coordinator_reads_content_and_rights_of_the_own_portal(
    as_coordinator, alfa, beta, escritas
):
    make_user("nueva", groups=[alfa.editores])
    make_user("ajeno", groups=[beta.editores])
    page = text(as_coordinator.get(URL))
    assert "Cosa de alfa" in page
    assert "Entró en el grupo «Editores · Alfa» nueva" in page
    for other in ("Cosa de beta", "ajeno", "beatriz", "Editores · Beta"):
        assert other not in page


def test_who_works_in_two_portals_shows_each_only_its_own_groups(as_coordinator, alfa, beta):
    make_user("deambas", groups=[alfa.editores, beta.editores])
    page = text(as_coordinator.get(URL))
    assert "Editores · Alfa" in page
    assert "Editores · Beta" not in page


def test_a_moderator_reads_the_content_of_all_but_no_rights(as_moderator, alfa, escritas):
    make_user("nueva", groups=[alfa.editores])
    page = text(as_moderator.get(URL))
    assert "Cosa de alfa" in page
    assert "Cosa de beta" in page
    assert "Entró en el grupo" not in page
    assert "Entró al sistema" not in page


def test_an_administrator_reads_all_of_all(as_administrator, alfa, escritas):
    make_user("nueva", groups=[alfa.editores])
    page = text(as_administrator.get(URL))
    for told_here in ("Cosa de alfa", "Cosa de beta", "Entró en el grupo", "Entró al sistema"):
        assert told_here in page


def test_an_entity_team_reads_of_its_pages_and_of_no_others(alfa, editora):
    entidad = make_page(alfa, "Empresa Eléctrica")
    otra = make_page(alfa, "Acueducto")
    equipo = make_user("equipo")
    group = equipo.groups.create(name="Editores · Alfa · Empresa")
    grant(group, ["wagtailadmin.access_admin"])
    grant_on_page(group, entidad, ["wagtailcore.change_page"])
    with LogContext(user=editora):
        log(entidad, "wagtail.lock")
        log(otra, "wagtail.lock")
        otra.delete()
    page = text(alfa.signed_in(equipo).get(URL))
    assert "Empresa Eléctrica" in page
    assert "Acueducto" not in page


@pytest.mark.parametrize("who", ["as_editor", "as_coordinator"])
def test_a_deleted_page_still_belongs_to_its_portal(request, who, alfa, beta, moderadora):
    for portal in (alfa, beta):
        page = make_noticia(portal, f"Borrada de {portal.slug}")
        with LogContext(user=moderadora):
            page.delete()
    page = text(request.getfixturevalue(who).get(URL))
    assert "Borrada de alfa" in page
    assert "Borrada de beta" not in page


def test_a_page_that_moved_away_does_not_say_where_to(as_editor, alfa, beta):
    page = make_page(alfa, "Viajera")
    seccion = make_page(beta, "Sección de Beta")
    page.move(seccion, pos="last-child")  # only a command on the server can do this
    listed = text(as_editor.get(URL))
    assert "Viajera" in listed
    assert "Sección de Beta" not in listed


def test_who_has_gone_to_another_portal_loses_the_name_but_not_the_deed(
    as_editor, alfa, beta, escritas, editora
):
    colega = make_user("Eustaquio", groups=[alfa.editores])
    with LogContext(user=colega):
        log(make_noticia(alfa, "Suya"), "wagtail.edit")
    assert any(row.startswith("Eustaquio") for row in told(as_editor))
    colega.groups.set([beta.editores])
    assert "Eustaquio" not in text(as_editor.get(URL))
    assert any(row["Quién"] == "Persona de fuera del portal" for row in rows(as_editor))


def test_the_staff_of_the_province_is_told_by_its_role_to_who_does_not_know_it(
    as_coordinator, alfa, moderadora, administrador, editora
):
    superior = make_user("superior", is_superuser=True)
    for number, user in enumerate((moderadora, administrador, superior, editora)):
        with LogContext(user=user):
            log(make_noticia(alfa, f"Número {number}"), "wagtail.edit")
    who = {row["En qué"][:8]: row["Quién"] for row in reversed(rows(as_coordinator, q="Número"))}
    assert who == {
        "Número 0": "Moderación provincial",
        "Número 1": "Administración provincial",
        "Número 2": "Administración provincial",
        "Número 3": "editora",
    }
    page = text(as_coordinator.get(URL))
    for name in ("moderadora", "administrador", "superior"):
        assert name not in page


@pytest.mark.parametrize(
    ("filters", "label"),
    [
        ({"clase": "brujería"}, "Qué"),
        ({"timestamp_from": "ayer"}, "Cuándo"),
    ],
)
def test_a_filter_that_makes_no_sense_is_named_and_the_others_hold(
    filters, label, as_editor, escritas, alfa
):
    make_image("Foto de Alfa", collection=alfa.collection)
    filters["q"] = "Cosa"
    page = text(as_editor.get(URL, filters))
    assert f"No se tuvo en cuenta el filtro «{label}»" in page
    assert "Cosa de alfa" in page
    assert "Foto de Alfa" not in page
    assert "No se tuvo en cuenta" not in text(as_editor.get(URL, {"q": "Cosa"}))


def test_no_file_is_made_of_a_filter_that_makes_no_sense(as_administrator, escritas):
    filters = {"portal": "gamma", "clase": "contenido", "export": "csv"}
    page = text(as_administrator.get(URL, filters, follow=True))
    assert "No se tuvo en cuenta el filtro «Portal»" in page
    assert "Cosa de alfa" in page


def test_what_no_person_did_says_so(as_administrator, alfa):
    make_noticia(alfa, "Sola")
    assert rows(as_administrator, q="Sola")[0]["Quién"] == (
        "El sistema (orden de consola o tarea programada)"
    )


def test_the_person_of_an_account_that_is_gone_is_said_to_be_gone(as_administrator, alfa):
    breve = make_user("breve")
    with LogContext(user=breve):
        log(make_noticia(alfa, "Suya"), "wagtail.edit")
    get_user_model().objects.get(pk=breve.pk).delete()
    assert any("Usuario eliminado" in row for row in told(as_administrator, q="Suya"))


def test_a_saving_leads_to_what_it_changed(as_editor, alfa, editora):
    page = make_noticia(alfa, "Primera versión")
    page.title = "Segunda versión"
    page.save_revision(user=editora, log_action=True, changed=True)
    url = links(as_editor.get(URL), within=".bitacora")["Ver qué cambió"]
    comparison = text(as_editor.get(url))
    assert "Primera" in comparison
    assert "Segunda" in comparison


def test_the_savings_by_itself_of_one_draft_are_one_row(as_editor, alfa, editora):
    page = make_noticia(alfa, "Borrador largo")
    revision = page.save_revision(user=editora)
    with LogContext(user=editora) as context:
        for _saving in range(3):
            log(page, "wagtail.edit", revision=revision, uuid=context.uuid)
    assert len([row for row in told(as_editor) if row.startswith("editora: Borrador")]) == 1


def test_the_list_is_narrowed_by_portal_kind_person_day_and_text(
    as_administrator, alfa, escritas, editora, administrador
):
    make_image("Foto de Alfa", collection=alfa.collection)
    assert {row["Portal"] for row in rows(as_administrator, portal="alfa")} == {"Alfa"}
    kinds = rows(as_administrator, clase="entradas")
    assert {row["Qué se hizo"] for row in kinds} == {"Entró al sistema"}
    assert {row["Quién"] for row in rows(as_administrator, user=editora.pk)} == {"editora"}
    for last_day in ("2001-01-01", "1/1/2001", "1 de enero de 2001"):
        assert rows(as_administrator, timestamp_to=last_day) == []
    assert all("Cosa" in row["En qué"] for row in rows(as_administrator, q="cosa"))
    assert len(rows(as_administrator, q="cosa")) > 1


def test_what_is_common_to_all_portals_is_found_as_such(as_administrator, provincia):
    group = make_user("alguien", groups=["Moderadores"]).groups.get()
    found = rows(as_administrator, portal="_todos", clase="permisos")
    assert f"Entró en el grupo «{group.name}»" in found[0]["Qué se hizo"]
    assert {row["Portal"] for row in found} == {"Todos los portales"}


@pytest.mark.parametrize("read", [csv_rows, xlsx_rows])
def test_a_file_holds_what_the_screen_shows_and_nothing_of_others(read, as_editor, escritas):
    found = read(as_editor)
    assert {row["Portal"] for row in found} == {"Alfa"}
    assert "Cosa de alfa" in {row["En qué"] for row in found}
    assert set(found[0]) == {
        *("Cuándo", "Qué se hizo", "Detalles", "En qué", "Tipo", "Portal", "Quién")
    }
    assert len(read(as_editor, q="nada de eso")) == 0


def test_a_title_is_not_a_formula_in_a_file(as_editor, alfa):
    make_noticia(alfa, "=1+1", slug="formula")
    assert {row["En qué"] for row in csv_rows(as_editor, q="=1")} == {"'=1+1"}


def test_the_log_has_pages(as_editor, alfa, editora):
    page = make_noticia(alfa, "Muy tocada")
    for _time in range(60):
        log(page, "wagtail.lock", user=editora)
    assert len(rows(as_editor)) == 50
    assert len(rows(as_editor, p=2)) > 10
    assert len(csv_rows(as_editor)) > 60
    assert " registros" in text(as_editor.get(URL))


@pytest.mark.parametrize("who", ["as_editor", "as_coordinator", "as_administrator"])
def test_a_longer_list_costs_no_more_queries(request, who, alfa, editora):
    browser = request.getfixturevalue(who)

    def fill(times):
        for number in range(times):
            make_user(f"persona-{times}-{number}", groups=[alfa.editores])
            with LogContext(user=make_user(f"autor-{times}-{number}", groups=[alfa.editores])):
                log(make_noticia(alfa, f"Nota {times} {number}"), "wagtail.edit")
                make_image(f"Foto {times} {number}", collection=alfa.collection)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            browser.get(URL)
        return len(queries)

    fill(2)
    cost()
    few = cost()
    fill(6)
    assert cost() <= few


def test_the_menu_offers_this_log_in_place_of_the_stock_one(as_editor, as_administrator):
    for browser in (as_editor, as_administrator):
        menu = offered(browser)
        assert URL in menu
        assert reverse("wagtailadmin_reports:site_history") not in menu


def test_who_has_not_signed_in_reads_nothing(alfa):
    assert alfa.get(URL).status_code == 302


def test_nothing_in_the_log_can_be_changed_or_deleted(as_administrator, escritas):
    listed = soup(as_administrator.get(URL)).select_one(".bitacora")
    assert not listed.select("form, input, button")
    assert as_administrator.post(URL).status_code == 405
