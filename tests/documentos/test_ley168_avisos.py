"""The editors of a list of Ley 168 see what lapses by mail, in a report and on the front page."""

import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from documentos.models import FichaLey168Page
from equipos.models import Equipo
from tests.factories import make_entidad, make_page, make_private, make_user, publish
from tests.reading import offered, soup, text

from .ley168 import make_ficha, obligacion

REPORT = "/admin/informes/ley-168/"


def day(number):
    return timezone.localdate() + timedelta(days=number)


@pytest.fixture
def pagina(alfa):
    return make_page(alfa, "Presupuesto del año")


@pytest.fixture
def empresa(alfa):
    return make_entidad(alfa, "Empresa de Aguas")


@pytest.fixture
def equipo(empresa, editora):
    return Equipo.objects.create_for(empresa, user=editora)


@pytest.fixture
def pass_days(monkeypatch):
    """Return a function that sets the clock ``number`` days after the start of the test."""
    now = timezone.now()

    def travel(number):
        later = now + timedelta(days=number)
        monkeypatch.setattr("django.utils.timezone.now", lambda: later)

    return travel


def until(pagina, number):
    return {"pagina": pagina, "hasta": day(number)}


def tell():
    call_command("avisar_de_ley168", verbosity=0)
    call_command("enviar_correos", verbosity=0)


def told(mailoutbox):
    """Send the mails; return {username: bodies} and empty the mailbox."""
    tell()
    found = {}
    for mail in mailoutbox:
        found.setdefault(mail.to[0].partition("@")[0], []).append(mail.body)
    mailoutbox.clear()
    return found


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (31, None),
        (30, "vence el"),
        (8, "vence el"),
        (7, "vence el"),
        (0, "vence hoy."),
        (-2, "venció el"),
    ],
)
def test_the_editors_of_a_portal_hear_of_what_its_government_publishes(
    alfa, editora, pagina, mailoutbox, days, said
):
    ficha = make_ficha(alfa, ("presupuesto", until(pagina, days)), title="Lo del Gobierno")
    mails = told(mailoutbox)
    if said is None:
        assert mails == {}
        return
    [mail] = mails["editora"]
    assert f"Lo del Gobierno: Presupuesto, {said}" in mail
    assert reverse("wagtailadmin_pages:edit", args=[ficha.pk]) in mail
    assert told(mailoutbox) == {}


def test_what_was_renewed_is_told_again_when_it_lapses(alfa, editora, pagina, mailoutbox):
    ficha = make_ficha(alfa, ("presupuesto", until(pagina, 30)))
    assert list(told(mailoutbox)) == ["editora"]
    ficha.publicaciones.update(hasta=day(400))
    assert told(mailoutbox) == {}
    ficha.publicaciones.update(hasta=day(29))
    assert list(told(mailoutbox)) == ["editora"]


@pytest.mark.on_both_databases
@pytest.mark.parametrize("before", [30, 7, 0])
def test_each_level_is_told_once(alfa, editora, pagina, mailoutbox, pass_days, before):
    make_ficha(alfa, ("presupuesto", until(pagina, 40)))
    pass_days(40 - before - 1)
    tell()
    mailoutbox.clear()
    pass_days(40 - before)
    assert list(told(mailoutbox)) == ["editora"]
    assert told(mailoutbox) == {}


def test_several_things_are_told_in_one_mail(alfa, editora, pagina, mailoutbox):
    make_ficha(
        alfa,
        ("presupuesto", until(pagina, 20)),
        ("planes", until(pagina, 5)),
        ("balances", until(pagina, 60)),
        ("fondos", "No hay."),
    )
    [mail] = told(mailoutbox)["editora"]
    assert mail.index("Planes") < mail.index("Presupuesto")
    assert "Balances" not in mail


def test_the_team_of_an_entity_hears_of_its_list_and_nobody_else(
    alfa, beta, editora, empresa, equipo, pagina, mailoutbox
):
    make_user("del-equipo", groups=[equipo.group])
    make_user("sin-acceso", groups=[equipo.group], is_active=False)
    make_user("de-beta", groups=[beta.editores])
    make_ficha(alfa, ("presupuesto", until(pagina, 3)), parent=empresa)
    office = make_entidad(alfa, "Oficina", parent=empresa)
    make_ficha(alfa, ("planes", until(pagina, 3)), parent=office, title="De la oficina")
    mails = told(mailoutbox)
    assert list(mails) == ["del-equipo"]
    assert "De la oficina: Planes" in mails["del-equipo"][0]


def test_without_a_team_the_editors_of_the_portal_hear_of_it(
    alfa, editora, empresa, equipo, pagina, mailoutbox
):
    make_ficha(alfa, ("presupuesto", until(pagina, 3)), parent=empresa)
    assert list(told(mailoutbox)) == ["editora"]


def test_it_waits_until_there_is_somebody_to_tell(alfa, pagina, mailoutbox):
    make_ficha(alfa, ("presupuesto", until(pagina, 3)))
    assert told(mailoutbox) == {}
    make_user("nueva", groups=[alfa.editores])
    assert list(told(mailoutbox)) == ["nueva"]


def test_a_draft_tells_nobody(alfa, editora, pagina, mailoutbox):
    make_ficha(alfa, ("presupuesto", until(pagina, 3)), live=False)
    assert told(mailoutbox) == {}


def test_publishing_it_again_tells_nothing_twice(alfa, editora, pagina, mailoutbox):
    ficha = make_ficha(alfa, ("presupuesto", until(pagina, 3)))
    assert list(told(mailoutbox)) == ["editora"]
    publish(FichaLey168Page.objects.get(pk=ficha.pk))
    assert told(mailoutbox) == {}


# --- In the admin --------------------------------------------------------------------


def rows(browser):
    response = browser.get(REPORT)
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row.select("td")]
        for row in soup(response).select("table.listing tbody tr")
    ]


@pytest.fixture
def lists(alfa, beta, pagina):
    gone = make_page(alfa, "Plan")
    make_ficha(
        alfa,
        ("presupuesto", until(pagina, 3)),
        ("balances", until(pagina, -3)),
        ("normas", pagina),
        ("planes", gone),
        ("fondos", "No hay."),
        title="De Alfa",
    )
    make_private(gone)
    make_ficha(beta, ("presupuesto", until(make_page(beta, "P"), 3)), title="De Beta")


@pytest.mark.on_both_databases
def test_a_report_lists_what_asks_for_work(as_editor, lists):
    found = rows(as_editor)
    assert [row[0] for row in found] == ["Balances", "Presupuesto", "Planes"]
    assert [row[3] for row in found] == ["Vencido", "Por vencer", "Aún no publicado"]
    assert found[2][5] == "La página ya no se lee, o su documento se retiró."
    assert {row[1] for row in found} == {"De Alfa"}


def test_the_province_sees_all_portals(as_administrator, as_moderator, lists):
    for browser in (as_administrator, as_moderator):
        assert {row[2] for row in rows(browser)} == {"Alfa", "Beta"}


def test_the_team_of_an_entity_sees_its_own(alfa, empresa, equipo, pagina, lists):
    make_ficha(alfa, ("presupuesto", until(pagina, 3)), parent=empresa, title="De Aguas")
    browser = alfa.signed_in(make_user("del-equipo", groups=[equipo.group]))
    assert {row[1] for row in rows(browser)} == {"De Aguas"}
    assert "De Aguas" in text(browser.get("/admin/"))


def test_it_is_taken_away_as_a_table(as_editor, lists):
    response = as_editor.get(f"{REPORT}?export=xlsx")
    sheet = load_workbook(io.BytesIO(response.getvalue())).active
    told = list(sheet.iter_rows(values_only=True))
    assert told[0][:3] == ("Qué", "Lista", "Portal")
    assert told[1][:4] == ("Balances", "De Alfa", "Alfa", "Vencido")


def test_nothing_to_do_is_said(as_editor, alfa):
    assert "Nada vence en los próximos treinta días." in text(as_editor.get(REPORT))
    assert not soup(as_editor.get("/admin/")).select("section[aria-labelledby=ley168-titulo]")


def test_the_front_page_and_the_menu_lead_there(as_editor, lists):
    response = as_editor.get("/admin/")
    panel = soup(response).select_one("section[aria-labelledby=ley168-titulo]")
    assert "Balances · De Alfa" in panel.get_text()
    assert "De Beta" not in panel.get_text()
    assert REPORT in offered(as_editor)


def test_more_of_it_costs_no_more_queries(as_editor, alfa, lists):
    as_editor.get(REPORT)
    with CaptureQueriesContext(connection) as few:
        as_editor.get(REPORT)
    for number in range(3):
        entity = make_entidad(alfa, f"Entidad {number}")
        page = make_page(alfa, f"Página {number}")
        make_ficha(alfa, ("planes", until(page, 3)), parent=entity, title=f"De {number}")
    with CaptureQueriesContext(connection) as many:
        as_editor.get(REPORT)
    assert len(many) == len(few)


def test_what_binds_nobody_any_more_is_not_told(pagina, empresa, equipo, mailoutbox, as_editor):
    make_ficha(None, ("planes", until(pagina, 5)), parent=empresa, title="Lo de la empresa")
    assert "Lo de la empresa" in text(as_editor.get(REPORT))
    entry = obligacion("planes")
    entry.para = "gobierno"
    entry.save()
    assert told(mailoutbox) == {}
    assert "Lo de la empresa" not in text(as_editor.get(REPORT))
