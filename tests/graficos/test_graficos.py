"""Charts are drawn to scale, and their numbers are in a table."""

import pytest
from django.template import Context, Template

from graficos import Barras, Lineas, Serie, Tabla
from tests.reading import soup_of

_GRAFICO = Template("{% load graficos %}{% grafico datos %}")
TABLE = Tabla(("Mes", "Casos"), (("Enero", "12"), ("Febrero", "—")))


def drawn(chart):
    return soup_of(_GRAFICO.render(Context({"datos": chart})))


def bars(*rows, **fields):
    return drawn(Barras("casos", "Casos", "De cada mes.", rows, TABLE, **fields))


def lines(labels, *series):
    named = tuple(Serie(f"Serie {number}", values) for number, values in enumerate(series, start=1))
    return drawn(Lineas("casos", "Casos", "De cada mes.", labels, named, TABLE))


def widths(chart):
    return [float(rect["width"].removesuffix("%")) for rect in chart.select("rect")]


@pytest.mark.parametrize(
    ("draw", "args"), [(bars, [("Enero", 12, "12")]), (lines, [("ene", "feb"), (1, 2)])]
)
def test_a_chart_says_what_it_is_and_has_its_numbers_in_a_table(draw, args):
    chart = draw(*args)
    svg = chart.select_one("figure > svg")
    named = [chart.find(id=each).get_text() for each in svg["aria-labelledby"].split()]
    assert named == ["Casos", "De cada mes."]
    cells = [[cell.get_text() for cell in row.select("th, td")] for row in chart.select("tr")]
    assert cells == [["Mes", "Casos"], ["Enero", "12"], ["Febrero", "—"]]
    # The content security policy allows neither.
    assert not chart.select("[style], style, script")


def test_bars_are_as_long_as_their_numbers():
    enero, febrero, marzo, abril = widths(
        bars(("Enero", 12, "12"), ("Febrero", 6, "6"), ("Marzo", None, "—"), ("Abril", 0, "0"))
    )
    assert enero == 2 * febrero
    assert marzo == abril == 0


def test_several_charts_of_bars_may_share_a_scale():
    [alone] = widths(bars(("Enero", 12, "12")))
    [shared] = widths(bars(("Enero", 12, "12"), tope=24))
    assert alone == 2 * shared


def test_a_long_name_goes_on_in_the_next_line():
    name = "Dirección Municipal de Recursos Hidráulicos y Acueductos"
    chart = bars((name, 12, "12"), ("Salud", 6, "6"))
    *first, last = chart.select("text:not(.valor)")
    assert " ".join(text.get_text() for text in first) == name
    assert len(first) == 2
    places = [float(text["y"].removesuffix("rem")) for text in (*first, last)]
    assert places == sorted(set(places))


def test_a_line_stops_where_a_number_is_missing():
    chart = lines(("ene", "feb", "mar", "abr", "may"), (1, 2, None, 4, 5), (None,) * 5)
    parts = [line["points"].count(",") for line in chart.select("polyline.serie-1")]
    assert parts == [2, 2]
    assert len(chart.select(".grafico > svg circle.serie-1")) == 4
    # A series without numbers is not in the legend either.
    assert [item.get_text(strip=True) for item in chart.select("li")] == ["Serie 1"]


def test_the_scale_of_lines_has_zero_and_ends_at_a_round_number():
    def marks(*values):
        chart = lines(tuple("abc"[: len(values)]), values)
        return [text.get_text() for text in chart.select(".marca")]

    assert marks(3, 17) == ["0", "20"]
    assert marks(-3, 17) == ["-5", "0", "20"]


def test_a_phone_has_room_for_the_labels():
    labels = tuple(f"mes {number}" for number in range(30))
    told = [text.get_text() for text in lines(labels, (1,) * 30).select("text.nombre")]
    assert told[:2] == ["mes 0", "mes 3"]
    assert len(told) <= 12


def test_without_numbers_there_is_only_the_table():
    chart = lines(("ene", "feb"), (0, None))
    assert not chart.select("svg")
    assert chart.details.has_attr("open")


def test_a_name_is_text():
    chart = bars(("<b>A&B</b>", 1, "<i>"))
    assert [text.get_text() for text in chart.select("text")] == ["<b>A&B</b>", "<i>"]
