"""``Horarios`` computes whether an office is open, also at clock changes, without a database."""

import random
from datetime import UTC, date, datetime, time, timedelta

import pytest

from directorio.horarios import HAVANA, Excepcion, Horarios, Tramo, as_minutes, weekly
from directorio.palabras import atencion

LABORABLES, TODOS = range(5), range(7)
MINUTE = timedelta(minutes=1)
OFFICE = weekly([(LABORABLES, Tramo(time(8), time(12))), (LABORABLES, Tramo(time(13), time(17)))])
NIGHT = weekly([(TODOS, Tramo(time(20), time(2), cruza=True))])
ALWAYS = weekly([(TODOS, Tramo(time(0), time(0), cruza=True))])
# Havana: clocks went forward at 0:00 of 8 March 2026 and back at 1:00 of 2 November 2025. Both
# are past, so that no later decision changes them.
SPRING, AUTUMN = date(2026, 3, 8), date(2025, 11, 2)


def havana(text):
    return datetime.fromisoformat(text).replace(tzinfo=HAVANA)


def state(semana, moment, *excepciones):
    return Horarios(semana, excepciones).estado(havana(moment))


def told(semana, moment, *excepciones):
    found = atencion(state(semana, moment, *excepciones), havana(moment))
    return f"{found.titulo} · {found.detalle}".removesuffix(" · ")


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-24T07:59", "Cerrado ahora · abre a las 8:00 a.m."),
        ("2026-11-24T08:00", "Abierto ahora · cierra a las 12:00 p.m."),
        ("2026-11-24T12:00", "Cerrado ahora · abre a la 1:00 p.m."),
        ("2026-11-24T16:59", "Abierto ahora · cierra a las 5:00 p.m."),
        ("2026-11-24T17:00", "Cerrado ahora · abre mañana a las 8:00 a.m."),
        ("2026-11-27T18:00", "Cerrado ahora · abre el lunes a las 8:00 a.m."),
        ("2026-11-28T10:00", "Cerrado ahora · abre el lunes a las 8:00 a.m."),
    ],
)
def test_an_office_with_a_pause_says_what_comes_next(moment, words):
    assert told(OFFICE, moment) == words


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-24T23:30", "Abierto ahora · cierra a las 2:00 a.m."),
        ("2026-11-25T01:30", "Abierto ahora · cierra a las 2:00 a.m."),
        ("2026-11-25T02:00", "Cerrado ahora · abre a las 8:00 p.m."),
    ],
)
def test_a_night_shift_goes_on_across_midnight(moment, words):
    assert told(NIGHT, moment) == words


def test_what_never_closes_says_so():
    assert told(ALWAYS, "2026-11-24T00:00") == "Abierto las 24 horas"
    assert state(ALWAYS, "2026-11-24T00:00").cambia is None


def test_without_hours_nothing_is_said():
    assert Horarios({}).estado(havana("2026-11-24T10:00")) is None


def test_a_holiday_closes_and_says_why():
    holiday = Excepcion(date(2026, 12, 25), date(2026, 12, 25), motivo="Navidad")
    words = told(OFFICE, "2026-12-25T10:00", holiday)
    assert words == "Cerrado ahora · Navidad · abre el lunes a las 8:00 a.m."


def test_an_exception_with_hours_opens_on_a_sunday():
    fair = Excepcion(date(2026, 11, 29), date(2026, 11, 29), (Tramo(time(9), time(11)),), "Feria")
    assert told(OFFICE, "2026-11-29T10:00", fair) == "Abierto ahora · cierra a las 11:00 a.m."
    assert told(OFFICE, "2026-11-28T10:00", fair) == "Cerrado ahora · abre mañana a las 9:00 a.m."


def test_a_shift_that_began_before_the_holiday_ends_when_it_ends():
    holiday = Excepcion(date(2026, 12, 25), date(2026, 12, 25))
    assert state(NIGHT, "2026-12-25T01:00", holiday).abierto
    assert not state(NIGHT, "2026-12-25T21:00", holiday).abierto


def test_long_closures_name_the_day_of_return():
    closed = Excepcion(date(2026, 11, 24), date(2026, 12, 11), motivo="Reparación")
    words = told(OFFICE, "2026-11-24T10:00", closed)
    assert words == "Cerrado ahora · Reparación · abre el 14 de diciembre a las 8:00 a.m."


def test_the_night_that_loses_an_hour_ends_an_hour_sooner():
    start = havana(f"{SPRING - timedelta(days=1)}T20:00")
    change = state(NIGHT, f"{SPRING - timedelta(days=1)}T20:00").cambia
    assert change == havana(f"{SPRING}T02:00")
    assert change.astimezone(UTC) - start.astimezone(UTC) == timedelta(hours=5)


def test_the_night_that_gains_an_hour_ends_an_hour_later():
    start = havana(f"{AUTUMN - timedelta(days=1)}T20:00")
    change = state(NIGHT, f"{AUTUMN - timedelta(days=1)}T20:00").cambia
    assert change == havana(f"{AUTUMN}T02:00")
    assert change.astimezone(UTC) - start.astimezone(UTC) == timedelta(hours=7)


def random_hours(rng):
    """Return random hours of an office, with night shifts and several tramos a day."""
    rows = []
    for day in TODOS:
        for _ in range(rng.randint(0, 2)):
            opens, closes = (time(rng.randrange(2, 24), rng.choice((0, 30))) for _ in range(2))
            if opens != closes:
                rows.append(([day], Tramo(opens, closes, cruza=closes < opens)))
    return weekly(rows)


def random_exceptions(rng, around):
    return tuple(
        Excepcion(
            start,
            start + timedelta(days=rng.randint(0, 2)),
            rng.choice(((), (Tramo(time(9), time(11)),))),
        )
        for start in (around + timedelta(days=rng.randint(-3, 6)) for _ in range(rng.randint(0, 2)))
    )


def open_by_the_clock(horarios, moment):
    """Return whether the office is open, from the local time and the tramos of each day only."""
    wall = moment.astimezone(HAVANA)
    today, clock = wall.date(), wall.time()
    for tramo in horarios.on(today):
        if tramo.abre <= clock and (tramo.cruza or clock < tramo.cierra):
            return True
    return any(
        tramo.cruza and clock < tramo.cierra for tramo in horarios.on(today - timedelta(days=1))
    )


def is_twice(moment):
    """Whether the clock shows this hour twice: then the local time is ambiguous."""
    wall = moment.astimezone(HAVANA)
    return wall.replace(fold=0).utcoffset() != wall.replace(fold=1).utcoffset()


@pytest.mark.parametrize("seed", range(120))
def test_the_state_agrees_with_the_clock_and_holds_until_it_changes(seed):
    rng = random.Random(seed)
    day = rng.choice((SPRING, AUTUMN, date(2026, 12, 31), date(2028, 2, 28)))
    horarios = Horarios(random_hours(rng), random_exceptions(rng, day))
    moment = havana(f"{day}T00:00").astimezone(UTC) + MINUTE * rng.randrange(-2880, 2880)
    found = horarios.estado(moment)
    if found is None:
        assert not horarios
        return
    if is_twice(moment):
        return
    assert found.abierto == open_by_the_clock(horarios, moment)
    if found.cambia is None:
        return
    change = found.cambia.astimezone(UTC)
    assert change > moment
    assert horarios.estado(change).abierto is not found.abierto
    for _ in range(20):
        between = moment + (change - moment) * rng.random()
        assert horarios.estado(between).abierto is found.abierto
        assert horarios.estado(between).cambia == found.cambia


def coming(semana, moment, *excepciones, days=14):
    found = Horarios(semana, excepciones).coming(havana(moment), days)
    return [f"{a.astimezone(HAVANA):%d %H:%M}-{b.astimezone(HAVANA):%d %H:%M}" for a, b in found]


def test_the_changes_of_the_coming_days_begin_with_what_is_open():
    assert coming(OFFICE, "2026-11-27T12:30", days=3) == [
        "27 13:00-27 17:00",
        "30 08:00-30 12:00",
    ]
    assert coming(NIGHT, "2026-11-24T01:00", days=1) == ["23 20:00-24 02:00", "24 20:00-25 02:00"]


def test_what_is_open_without_a_pause_is_one_and_what_never_closes_is_none():
    half = weekly([(TODOS, Tramo(time(0), time(12))), (TODOS, Tramo(time(12), time(23)))])
    assert coming(half, "2026-11-24T05:00", days=1) == ["24 00:00-24 23:00", "25 00:00-25 23:00"]
    assert coming(ALWAYS, "2026-11-24T05:00") == []
    assert coming({}, "2026-11-24T05:00") == []


def test_a_day_that_is_an_exception_changes_what_comes():
    closed = Excepcion(date(2026, 11, 24), date(2026, 11, 24))
    assert coming(OFFICE, "2026-11-24T05:00", closed, days=1.5) == [
        "25 08:00-25 12:00",
        "25 13:00-25 17:00",
    ]


def test_nothing_is_told_beyond_a_change_of_the_clocks():
    """A page knows the offset of Havana on its day only."""
    before = f"{SPRING - timedelta(days=3)}T10:00"
    assert coming(OFFICE, before) == coming(OFFICE, before, days=3)
    assert coming(OFFICE, f"{SPRING}T10:00")


def test_hours_that_a_change_of_the_clocks_leaves_out_are_no_interval():
    early = weekly([(TODOS, Tramo(time(0, 30), time(0, 45))), (TODOS, Tramo(time(8), time(9)))])
    horarios = Horarios(early)
    for hour in range(0, 72, 6):
        moment = datetime(2026, 3, 6, tzinfo=UTC) + timedelta(hours=hour)
        assert horarios.estado(moment) is not None
        assert "-" not in as_minutes(horarios.coming(moment, 14))


def test_an_office_that_never_closes_but_has_a_special_day_has_no_false_end():
    past = Excepcion(date(2026, 1, 1), date(2026, 1, 1))
    assert coming(ALWAYS, "2026-05-05T05:00", past) == []


def test_the_changes_are_told_to_scripts_as_minutes():
    first = datetime(2026, 11, 24, 13, tzinfo=UTC)
    told = as_minutes([(first, first + 240 * MINUTE), (first + 300 * MINUTE, first + 540 * MINUTE)])
    start, *steps = (int(part, 36) for part in told.split())
    assert start * 60 == first.timestamp()
    assert steps == [240, 60, 240]
    assert as_minutes([]) == ""
