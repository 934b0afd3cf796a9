"""Plazos end on the day that the law says, also with holidays and changes of the clock."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ImproperlyConfigured

from atencion import oficina, plazos
from atencion.plazos import Plazo
from directorio.models import DiaFeriado
from tests.reading import text

from .recepcion import recibir

HAVANA = ZoneInfo("America/Havana")
# Nights on which the clock changed in Cuba: forward at midnight, back at one o'clock. They
# are past, so that no later decision changes them.
SPRING, AUTUMN = date(2026, 3, 8), date(2025, 11, 2)

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch):
    """Return a function that sets the clock to a moment of Havana time."""

    def to(*moment, fold=0):
        now = datetime(*moment, tzinfo=HAVANA, fold=fold).astimezone(UTC)
        monkeypatch.setattr("django.utils.timezone.now", lambda: now)
        return now

    return to


def holidays(*days):
    for day in days:
        DiaFeriado.objects.create(fecha=day, motivo="Feriado")


def naturales(days):
    return Plazo(days, habiles=False)


def habiles(days):
    return Plazo(days, habiles=True)


def test_natural_days_are_counted_one_by_one_all_the_year():
    day = date(2027, 12, 1)
    for _day in range(400):
        assert naturales(30).fin(day) == day + timedelta(days=30)
        day += timedelta(days=1)


def test_working_days_leave_out_weekends_and_holidays_all_the_year():
    """Compare with a separate count of working days, for each day of a leap year with holidays."""
    closed = {date(2028, 1, 1), date(2028, 5, 1), date(2028, 7, 25), date(2028, 7, 26)}
    closed |= {date(2028, 10, 10), date(2028, 12, 25), date(2028, 12, 31), date(2029, 1, 1)}
    holidays(*closed)
    working = [
        day
        for day in (date(2028, 1, 1) + timedelta(days=n) for n in range(460))
        if day.isoweekday() <= 5 and day not in closed
    ]
    day = date(2028, 1, 1)
    while day < date(2029, 1, 1):
        assert habiles(15).fin(day) == [later for later in working if later > day][14]
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("desde", "plazo", "fin"),
    [
        (date(2028, 2, 28), naturales(1), date(2028, 2, 29)),  # leap day
        (date(2028, 1, 30), naturales(30), date(2028, 2, 29)),
        (date(2028, 2, 28), habiles(2), date(2028, 3, 1)),
        (date(2026, 12, 20), naturales(30), date(2027, 1, 19)),  # the end of the year
        (date(2026, 12, 31), habiles(1), date(2027, 1, 1)),  # a holiday only where it is listed
        (date(2026, 11, 27), habiles(1), date(2026, 11, 30)),  # Friday to Monday
        (date(2026, 11, 28), habiles(1), date(2026, 11, 30)),  # and received on a Saturday
    ],
)
def test_the_last_day_of_a_term(desde, plazo, fin):
    assert plazo.fin(desde) == fin


def test_a_holiday_puts_the_end_of_working_days_off_and_not_of_natural_ones():
    holidays(date(2026, 12, 31), date(2027, 1, 1))
    assert habiles(1).fin(date(2026, 12, 30)) == date(2027, 1, 4)
    assert naturales(2).fin(date(2026, 12, 30)) == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ((2026, 11, 25, 23, 59), date(2026, 11, 25)),  # in UTC it is tomorrow
        ((2026, 11, 26, 0, 0), date(2026, 11, 26)),
        ((2026, 12, 31, 23, 59), date(2026, 12, 31)),  # and next year
        ((2026, 3, 7, 23, 59), date(2026, 3, 7)),  # the last minute before the clock goes forward
        ((2026, 3, 8, 0, 0), date(2026, 3, 8)),  # an hour that does not exist
        ((2026, 3, 8, 1, 0), date(2026, 3, 8)),
        ((2025, 11, 1, 23, 59), date(2025, 11, 1)),
        ((2025, 11, 2, 0, 30), date(2025, 11, 2)),  # an hour that comes twice
    ],
)
def test_a_case_is_received_on_the_day_of_the_province(alfa, clock, moment, day):
    clock(*moment)
    assert plazos.dia(recibir(alfa).recibida) == day


@pytest.mark.parametrize("night", [SPRING, AUTUMN])
def test_a_change_of_the_clock_neither_adds_a_day_nor_takes_one(alfa, clock, night):
    clock(night.year, night.month, night.day, 0, 30)
    first = recibir(alfa)
    clock(night.year, night.month, night.day, 23, 59)
    last = recibir(alfa)
    assert first.vence == last.vence == night + timedelta(days=30)


def test_the_hour_that_comes_twice_is_one_day(alfa, clock):
    received = []
    for fold in (0, 1):
        clock(2025, 11, 2, 0, 30, fold=fold)
        received.append(recibir(alfa))
    first, second = received
    assert second.recibida - first.recibida == timedelta(hours=1)
    assert first.vence == second.vence == date(2025, 12, 2)


def test_each_kind_has_the_term_of_the_settings_and_of_the_day_it_came_in(alfa, clock, settings):
    clock(2026, 11, 25, 10, 0)
    queja = recibir(alfa, tipo="queja")
    informacion = recibir(alfa, tipo="informacion")
    assert queja.vence == date(2026, 12, 25)
    assert informacion.vence == date(2026, 12, 16)
    assert queja.trasladar_hasta == date(2026, 11, 30)
    settings.ATENCION_PLAZOS = settings.ATENCION_PLAZOS | {"queja": "60 naturales"}
    queja.refresh_from_db()
    assert queja.vence == date(2026, 12, 25)  # the plazo of the day of reception
    assert recibir(alfa, tipo="queja").vence == date(2027, 1, 24)


def test_a_term_is_put_off_from_its_end_and_only_in_time(alfa, clock, operadora, settings):
    clock(2026, 11, 25, 10, 0)
    in_time, late = recibir(alfa), recibir(alfa)
    last = in_time.vence - timedelta(days=settings.ATENCION_PRORROGA_ANTES)
    clock(last.year, last.month, last.day, 23, 59)
    oficina.prorrogar(in_time, "Falta una pieza", por=operadora)
    assert in_time.vence == date(2027, 1, 24)
    after = last + timedelta(days=1)
    clock(after.year, after.month, after.day, 0, 0)
    with pytest.raises(oficina.NoSePuedeError):
        oficina.prorrogar(late, "Falta una pieza", por=operadora)


def test_a_case_is_late_from_the_midnight_after_its_last_day(alfa, clock, caso):
    browser = alfa.browser()
    data = {"numero": caso.numero, "codigo": caso.codigo}
    for moment, is_late in (((23, 59), False), ((0, 0), True)):
        day = caso.vence + timedelta(days=1 if is_late else 0)
        clock(day.year, day.month, day.day, *moment)
        shown = text(browser.post("/atencion/seguimiento/", data, follow=True))
        assert ("El retraso es nuestro" in shown) == is_late


@pytest.mark.parametrize("texto", ["30", "30 dias", "treinta naturales", "-5 habiles", ""])
def test_a_setting_that_is_no_term_is_refused_with_how_it_is_written(texto):
    with pytest.raises(ImproperlyConfigured, match="30 naturales"):
        Plazo.of(texto)
