"""Events that repeat, such as every Tuesday until June, with exceptions."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject
from django.urls import reverse
from django.utils import timezone

from noticias.models import EventoPage
from servidor.caches.generations import empty
from tests.factories import make_evento
from tests.reading import filled_form, json_ld, soup, text

DAY, WEEK = timedelta(days=1), timedelta(days=7)
TUESDAY = date(2030, 1, 8)
MORNING = {"empieza_a_las": time(9), "termina_a_las": time(11)}
HAVANA = ZoneInfo("America/Havana")


def plain(response):
    return text(response).replace("\xa0", " ")


def cards(response):
    """Return [(title, day)] of the events in a list."""
    found = soup(response).main.select(".tarjeta")
    return [(tag.select_one(".tarjeta-titulo").get_text(), tag.time["datetime"]) for tag in found]


def repeat(portal, title, first, until, *, cada="semana", semana="", sin=(), **fields):
    return make_evento(
        portal,
        title,
        first,
        repite=cada,
        repite_hasta=until,
        dias_de_la_semana=semana,
        no_se_hace="\n".join(day.strftime("%d/%m/%Y") for day in sin),
        **fields,
    )


def send(browser, portal, **answers):
    """Submit the form of a new event; return the response."""
    url = reverse("wagtailadmin_pages:add", args=["noticias", "eventopage", portal.agenda.pk])
    form = filled_form(
        browser.get(url),
        streams=["cuerpo"],
        **{"title": "Coro", "slug": "coro", "resumen": "Se ensaya", "action-submit": "1"},
        empieza_el=TUESDAY.isoformat(),
    )
    return browser.post(url, {**form, **answers})


# --- Writing it --------------------------------------------------------------------------


def test_it_is_written_in_the_form_and_kept_in_one_way(as_editor, alfa):
    response = send(
        as_editor,
        alfa,
        repite="semana",
        dias_de_la_semana=["1", "3"],
        repite_hasta="2030-02-04",
        no_se_hace=" 15/1/2030 \n\n24 de enero de 2030",
    )
    assert response.status_code == 302
    evento = EventoPage.objects.get(slug="coro").get_latest_revision_as_object()
    assert evento.dias_de_la_semana == "1,3"
    assert evento.no_se_hace == "15/01/2030\n24/01/2030"
    assert evento.repite_hasta == date(2030, 1, 31)  # the last Thursday before the chosen Monday
    edit = soup(as_editor.get(reverse("wagtailadmin_pages:edit", args=[evento.pk])))
    ticked = edit.select("input[name=dias_de_la_semana][checked]")
    assert [tag["value"] for tag in ticked] == ["1", "3"]


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({}, "Escriba hasta qué día se repite."),
        ({"repite_hasta": "2030-01-08"}, "Escriba un día posterior al primero."),
        ({"repite_hasta": "2030-01-10"}, "Hasta ese día no se repite ninguna vez."),
        ({"repite_hasta": "9999-12-31"}, "Un evento se repite un año como máximo."),
        (
            {"repite_hasta": "2031-01-08", "dias_de_la_semana": ["0", "1", "2", "3"]},
            "Son demasiadas veces: se anuncian 120 como máximo.",
        ),
        (
            {"repite_hasta": "2030-02-08", "dias_de_la_semana": ["4"]},
            "El primer día es martes: márquelo también, o cambie el día.",
        ),
        (
            {"repite_hasta": "2030-02-08", "termina_el": "2030-01-09"},
            "Lo que se repite dura un día cada vez: deje vacío el último día.",
        ),
        (
            {"repite_hasta": "2030-02-08", "no_se_hace": "15/1/2030\nel 31 de febrero"},
            "«el 31 de febrero» no es un día: escríbalos como 14/4/2026, uno por línea.",
        ),
        (
            {"repite_hasta": "2030-02-08", "no_se_hace": "16/1/2030"},
            "El 16 de enero de 2030 no hay evento según la repetición: quítelo de la lista.",
        ),
        ({"repite_hasta": "2030-02-08", "no_se_hace": "8/1/2030"}, "Ese es el primer día"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(as_editor, alfa, answers, told):
    response = send(as_editor, alfa, repite="semana", **answers)
    assert told in text(response)
    assert not EventoPage.objects.filter(slug="coro").exists()


def test_what_was_chosen_and_does_not_repeat_is_forgotten(as_editor, alfa):
    assert send(as_editor, alfa, repite="", repite_hasta="2030-02-08").status_code == 302
    evento = EventoPage.objects.get(slug="coro").get_latest_revision_as_object()
    assert evento.repite_hasta is None


# --- Reading it --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Todos los martes, hasta el 26 de febrero de 2030, todo el día"),
        (
            {"semana": "1,3", **MORNING},
            "Todos los martes y jueves, hasta el 28 de febrero de 2030, de 9:00 a.m. a 11:00 a.m.",
        ),
        (
            {"sin": [TUESDAY + WEEK], "empieza_a_las": time(9)},
            "Todos los martes, hasta el 26 de febrero de 2030, menos el 15 de enero de 2030, "
            "9:00 a.m.",
        ),
        (
            {"cada": "quincena"},
            "Los martes, cada dos semanas, hasta el 19 de febrero de 2030, todo el día",
        ),
        ({"cada": "mes"}, "El día 8 de cada mes, hasta el 8 de febrero de 2030, todo el día"),
        (
            {"cada": "dia_del_mes"},
            "El segundo martes de cada mes, hasta el 12 de febrero de 2030, todo el día",
        ),
        (
            {"first": date(2030, 1, 29), "cada": "dia_del_mes"},
            "El último martes de cada mes, hasta el 26 de febrero de 2030, todo el día",
        ),
        ({"semana": "0,1,2,3,4,5,6"}, "Todos los días, hasta el 28 de febrero de 2030"),
    ],
)
def test_it_says_when_as_people_do(alfa, fields, words):
    first = fields.pop("first", TUESDAY)
    repeat(alfa, "Coro", first, date(2030, 2, 28), **fields)
    page = plain(alfa.get("/agenda/coro/"))
    assert words in page
    assert "La próxima vez:" in page


@pytest.mark.on_both_databases
def test_the_list_tells_each_time_of_the_coming_month_and_no_more(alfa):
    today = timezone.localdate()
    repeat(alfa, "Coro", today - 2 * WEEK, today + 20 * WEEK, sin=[today + WEEK], **MORNING)
    make_evento(alfa, "Feria", today + 15 * DAY)
    response = alfa.get("/agenda/")
    assert cards(response) == [
        ("Coro", f"{today}"),
        ("Coro", f"{today + 2 * WEEK}"),
        ("Feria", f"{today + 15 * DAY}"),
        ("Coro", f"{today + 3 * WEEK}"),
        ("Coro", f"{today + 4 * WEEK}"),
    ]
    assert "hasta el" in plain(response)
    # The front page shows each event once.
    home = soup(alfa.get("/")).find("h2", string="Agenda").find_parent("section")
    assert [tag.get_text() for tag in home.select(".tarjeta-titulo")] == ["Coro", "Feria"]


@pytest.mark.on_both_databases
def test_what_comes_later_is_told_once_and_what_is_over_apart(alfa):
    today = timezone.localdate()
    repeat(alfa, "Más adelante", today + 60 * DAY, today + 60 * DAY + 10 * WEEK)
    repeat(alfa, "Ya terminó", today - 5 * WEEK, today - WEEK)
    assert cards(alfa.get("/agenda/")) == [("Más adelante", f"{today + 60 * DAY}")]
    assert [title for title, _day in cards(alfa.get("/agenda/pasados/"))] == ["Ya terminó"]
    assert "Este evento ya pasó." in text(alfa.get("/agenda/ya-termino/"))
    assert "La próxima vez" not in text(alfa.get("/agenda/ya-termino/"))


def test_a_list_of_many_times_costs_no_more_queries(alfa, django_assert_max_num_queries):
    today = timezone.localdate()
    make_evento(alfa, "Feria", today + DAY)
    alfa.get("/agenda/")
    empty()
    with django_assert_max_num_queries(30) as first:
        alfa.get("/agenda/?page=1")
    for number in range(4):
        repeat(alfa, f"Coro {number}", today, today + 10 * WEEK, semana="0,1,2,3,4,5,6")
    empty()
    with django_assert_max_num_queries(len(first)):
        assert len(cards(alfa.get("/agenda/?page=2"))) == 12


# --- For programs ------------------------------------------------------------------------


def times(response):
    """Return the times of the only event in a calendar file, as another library computes them."""
    [entry] = vobject.readOne(response.content.decode()).vevent_list
    return list(entry.getrruleset(addRDate=True))


def test_a_calendar_shows_each_time_at_its_hour_though_the_clocks_change(alfa):
    repeat(alfa, "Coro", TUESDAY, date(2030, 4, 2), sin=[TUESDAY + WEEK], empieza_a_las=time(20))
    shown = times(alfa.get("/agenda/coro/ics/"))
    assert shown[:2] == [
        datetime(2030, 1, 8, 20, tzinfo=HAVANA),
        datetime(2030, 1, 22, 20, tzinfo=HAVANA),
    ]
    assert shown[-1] == datetime(2030, 4, 2, 20, tzinfo=HAVANA)
    assert len(shown) == 12
    assert {moment.astimezone(UTC).hour for moment in shown} == {0, 1}


def test_a_calendar_shows_whole_days(alfa):
    repeat(alfa, "Coro", TUESDAY, date(2030, 3, 31), cada="dia_del_mes")
    calendar = alfa.get("/agenda/ics/")
    shown = times(calendar)
    assert [moment.date() for moment in shown] == [
        TUESDAY,
        date(2030, 2, 12),
        date(2030, 3, 12),
    ]
    assert "RRULE:FREQ=MONTHLY;UNTIL=20300312;BYDAY=2TU" in calendar.content.decode()


def test_searches_read_the_schedule(alfa):
    repeat(alfa, "Coro", TUESDAY, date(2030, 2, 26), semana="1", sin=[TUESDAY + WEEK], **MORNING)
    event = json_ld(alfa.get("/agenda/coro/"))["Event"]
    assert event["startDate"].startswith("2030-01-08T09:00")
    schedule = event["eventSchedule"]
    assert schedule["repeatFrequency"] == "P1W"
    assert schedule["byDay"] == "https://schema.org/Tuesday"
    assert schedule["exceptDate"] == "2030-01-15"
    assert (schedule["startTime"], schedule["endDate"]) == ("09:00:00", "2030-02-26")


def test_one_that_goes_on_stays_in_the_calendar_however_long_ago_it_began(alfa, monkeypatch):
    monkeypatch.setattr("noticias.views._CALENDAR_LENGTH", 2)
    today = timezone.localdate()
    repeat(alfa, "Coro", today - 40 * WEEK, today + WEEK)
    for days in (1, 2):
        make_evento(alfa, f"Hace {days}", today - days * DAY)
    names = alfa.get("/agenda/ics/").content.decode()
    assert "SUMMARY:Coro" in names
    assert "SUMMARY:Hace 1" in names
    assert "SUMMARY:Hace 2" not in names


def test_what_ended_last_stands_first_among_what_has_passed(alfa):
    today = timezone.localdate()
    make_evento(alfa, "Feria", today - 3 * DAY)
    repeat(alfa, "Coro", today - 20 * WEEK - DAY, today - DAY)
    assert [title for title, _day in cards(alfa.get("/agenda/pasados/"))] == ["Coro", "Feria"]
