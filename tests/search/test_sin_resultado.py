"""Searches without result are counted without personal data, per portal, and deleted in time."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.urls import reverse
from django.utils.timezone import localdate

from search import fallidas
from search.fallidas import note
from search.models import BusquedaSinResultado, Destacado
from tests.factories import make_page, make_user
from tests.reading import links, press, soup, text

pytestmark = pytest.mark.on_both_databases

INDEX = reverse("sin_resultado:index")


def noted(**filters):
    rows = BusquedaSinResultado.objects.filter(**filters)
    return {row.palabras: row.veces for row in rows}


def rows(response):
    """Return the text of each row."""
    table = soup(response).select("table.listing tbody tr")
    return [" ".join(row.get_text(" ").split()) for row in table]


def test_a_search_is_counted_by_its_words_and_day_with_one_query(
    alfa, beta, django_assert_num_queries
):
    with django_assert_num_queries(1):
        note("¿Pasaporte cubano?", site=alfa.site)
    BusquedaSinResultado.objects.update(primera="2026-01-01", ultima="2026-01-01")
    with django_assert_num_queries(1):
        note("PASAPORTE  cubano", site=alfa.site)
    note("pasaporte cubano", site=beta.site)
    assert noted(site=alfa.site) == {"pasaporte cubano": 2}
    row = BusquedaSinResultado.objects.get(site=alfa.site)
    assert str(row.primera) == "2026-01-01"
    assert row.ultima == localdate()


def test_what_citizens_find_is_not_counted_nor_what_the_portal_promotes(alfa):
    page = make_page(alfa, "Escuela de oficios")
    Destacado.objects.create(site=alfa.site, pagina=page, palabras="xilófono")
    for words in ("oficios", "xilófono", "pasaporte"):
        assert alfa.get("/buscar/", {"q": words}).status_code == 200
    # One group of results shows no promoted page.
    alfa.get("/buscar/", {"q": "xilófono", "grupo": "directorio"})
    assert noted(site=alfa.site) == {"pasaporte": 1}


@pytest.mark.parametrize(
    "typed",
    [
        "ana@ejemplo.cu",
        "80010112345",
        "mi carné 8001 01",
        "tel. 22 65-43",
        "casa ٣٣٣٣٣",
        "",
        "¿¡!?",
        "a" * 61,
        "palabra " * 9,
    ],
)
def test_what_may_name_somebody_or_says_nothing_is_not_kept(alfa, typed):
    note(typed, site=alfa.site)
    assert noted() == {}


def test_a_database_that_does_not_take_it_is_no_error(alfa, caplog):
    def refuse(execute, sql, params, many, context):
        raise OperationalError("read only")

    with connection.execute_wrapper(refuse):
        note("pasaporte", site=alfa.site)
    assert "not counted" in caplog.text
    assert noted() == {}


def test_an_editor_reads_what_was_looked_for_in_the_own_portal(as_editor, alfa, beta):
    assert "Nadie ha buscado en vano últimamente." in text(as_editor.get(INDEX))
    for _time in range(3):
        note("pasaporte", site=alfa.site)
    note("cochino asado", site=alfa.site)
    note("cosa de beta", site=beta.site)
    first, second = rows(as_editor.get(INDEX))
    assert first.startswith("pasaporte Alfa")
    assert first.endswith("3")
    assert second.startswith("cochino asado")
    [found] = rows(as_editor.get(INDEX, {"q": "cochino"}))
    assert found == second
    assert "Ninguna búsqueda coincide." in text(as_editor.get(INDEX, {"q": "beta"}))


def test_the_report_leads_to_what_helps(as_editor, as_administrator, as_moderator, alfa):
    note("pasaporte", site=alfa.site)
    promote = links(as_editor.get(INDEX))["Destacar una página"]
    assert 'value="pasaporte"' in as_editor.get(promote).text
    assert "Añadir como sinónimo" not in links(as_editor.get(INDEX))
    synonym = links(as_administrator.get(INDEX))["Añadir como sinónimo"]
    written = soup(as_administrator.get(synonym)).select_one("[name=expresiones]")
    assert written.text.strip() == "pasaporte"
    assert "Quitar del informe" not in text(as_moderator.get(INDEX))


def test_a_row_is_taken_out_by_who_keeps_the_portal(as_editor, alfa):
    note("juan perez", site=alfa.site)
    response = press(as_editor, as_editor.get(INDEX), "Quitar del informe")
    assert "Se quitó «juan perez» del informe." in response.text
    assert noted() == {}


def test_the_report_of_another_portal_is_closed(as_editor, as_moderator, alfa, beta):
    note("cosa de beta", site=beta.site)
    [other] = BusquedaSinResultado.objects.all()
    remove = reverse("sin_resultado:quitar", args=[other.pk])
    assert as_editor.post(remove).status_code == 404
    assert as_editor.get(INDEX, {"site": beta.site.pk}).status_code == 404
    assert as_moderator.post(remove).status_code == 302
    assert noted() == {"cosa de beta": 1}


def test_the_province_reads_one_portal_or_all(as_administrator, alfa, beta):
    for portal in (alfa, beta):
        note(f"cosa de {portal.slug}", site=portal.site)
    assert len(rows(as_administrator.get(INDEX))) == 2
    [row] = rows(as_administrator.get(INDEX, {"site": beta.site.pk}))
    assert "cosa de beta" in row


def test_a_long_report_is_read_page_by_page_with_few_queries(
    as_editor, alfa, django_assert_max_num_queries
):
    today = localdate()
    BusquedaSinResultado.objects.bulk_create(
        BusquedaSinResultado(site=alfa.site, palabras=f"cosa {n}", primera=today, ultima=today)
        for n in range(60)
    )
    as_editor.get(INDEX)
    with django_assert_max_num_queries(28):
        assert len(rows(as_editor.get(INDEX))) == 50
    assert len(rows(as_editor.get(INDEX, {"p": 2}))) == 10


def test_what_is_old_or_too_much_is_forgotten(alfa, beta, settings, monkeypatch, capsys):
    settings.BUSQUEDAS_DIAS = 30
    monkeypatch.setattr(fallidas, "POR_PORTAL", 2)
    today = localdate()
    for words, times, age in (
        ("vieja", 9, 31),
        ("de un mes", 1, 30),
        ("frecuente", 5, 0),
        ("rara", 1, 1),
    ):
        day = today - timedelta(days=age)
        BusquedaSinResultado.objects.create(
            site=alfa.site, palabras=words, veces=times, primera=day, ultima=day
        )
    note("otra", site=beta.site)
    call_command("purgar_busquedas")
    assert "Búsquedas borradas: 2." in capsys.readouterr().out
    assert noted() == {"frecuente": 5, "rara": 1, "otra": 1}


def test_the_people_of_a_team_read_no_more_than_their_portal(alfa, beta):
    note("cosa de beta", site=beta.site)
    browser = alfa.signed_in(make_user("coordinadora", groups=["Coordinador · Alfa"]))
    assert rows(browser.get(INDEX)) == []
