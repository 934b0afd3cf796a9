"""Content that is pasted from another program becomes blocks."""

import json
import time
from contextlib import suppress

import pytest
from django.urls import reverse

from redaccion.textos.bloques import convert
from redaccion.textos.docx import IlegibleError
from tests.bounds import within
from tests.factories import make_noticia

from .cuerpo import blocks, links

EXCEL = """<table><col width=64>
<tr><td colspan=3>Tarifas de 2026</td></tr>
<tr><td>Servicio</td><td>Costo</td><td>Dónde</td></tr>
<tr><td rowspan=2>Agua</td><td>10,00</td><td><a href="https://www.ejemplo.cu/">Oficina</a></td></tr>
<tr><td>12,50</td><td></td></tr>
<tr><td></td><td></td><td></td></tr></table>"""


@pytest.fixture
def paste(as_editor, alfa):
    page = make_noticia(alfa, "Abre la biblioteca")

    def paste(html):
        return as_editor.post(reverse("redaccion_pegado", args=[page.pk]), {"html": html})

    return paste


def test_a_spreadsheet_becomes_a_table(paste):
    response = paste(EXCEL)
    [(kind, tabla)] = blocks(response)
    assert kind == "tabla"
    assert tabla["titulo"] == "Tarifas de 2026"
    columns, rows = tabla["tabla"]["columns"], tabla["tabla"]["rows"]
    assert [column["heading"] for column in columns] == ["Servicio", "Costo", "Dónde"]
    assert [row["values"][:2] for row in rows] == [["Agua", "10,00"], ["Agua", "12,50"]]
    assert links(rows[0]["values"][2]) == ["https://www.ejemplo.cu/"]
    assert response.json()["avisos"] == [
        "Lo que estaba en celdas combinadas se repite en cada una."
    ]


def test_headings_lists_and_figures_of_other_programs_are_kept(paste):
    response = paste(
        "<b style='font-weight:normal'><h2>Plan</h2><h3>Parte</h3>"
        "<ol><li><p>Uno</p><ul><li>Dos</li></ul></li></ol>"
        "<p><span style='font-weight:700'>Área</span>: 5 m<sup>2</sup></p></b>"
        "<script>alert(1)</script><p onclick='x()'><img src='file:///c:/a.png'>Fin</p>"
    )
    got = blocks(response)
    assert got[:2] == [
        ("encabezado", {"texto": "Plan", "nivel": "2"}),
        ("encabezado", {"texto": "Parte", "nivel": "3"}),
    ]
    assert got[2] == ("texto", ["Uno", "Dos", "Área: 5 m²", "Fin"])
    assert response.json()["perdido"] == [
        "imágenes: tráigalas con el archivo de Word o súbalas aparte"
    ]


def test_a_frame_around_a_text_is_no_table(paste):
    assert blocks(paste("<table><tr><td><p>Uno</p><p>Dos</p></td></tr></table>")) == [
        ("texto", ["Uno", "Dos"])
    ]


@pytest.mark.parametrize("html", ["x" * 1_600_000, "<p>palabra</p>" * 100_000])
def test_what_is_too_long_says_so(paste, html):
    response = paste(html)
    assert response.status_code == 422
    assert "por partes" in response.json()["error"]


def test_a_table_that_no_form_holds_is_named_and_the_rest_kept(paste):
    row = "<tr>" + "<td>x</td>" * 10 + "</tr>"
    response = paste(f"<h2>Plan</h2><table>{row * 200}</table>")
    assert [kind for kind, _value in blocks(response)] == ["encabezado"]
    assert response.json()["perdido"] == ["una tabla demasiado grande: súbala como documento"]


@pytest.mark.parametrize("rows", [1, 300])
def test_the_title_of_a_table_that_is_not_made_stays_as_a_line(paste, rows):
    row = "<tr><td>Uno</td><td>Dos</td><td>Tres</td><td>4</td><td>5</td><td>6</td></tr>"
    empty = "<tr><td></td><td></td></tr>"
    own = f"<table><caption>Sus horas</caption>{row * rows}{empty}</table>"
    above = f"<p>Tabla 2. Sus días</p><table>{row * rows}{empty}</table>"
    [(_kind, lines)] = blocks(paste(own + above))
    assert [line for line in lines if "Uno" not in line] == ["Sus horas", "Tabla 2. Sus días"]


def test_lists_within_lists_keep_their_order_and_what_stands_around_them(paste):
    inner = "<ul><li>Dos<ol><li><p>Tres</p><p>y más</p></li></ol></li></ul>"
    response = paste(f"<h2>Plan</h2><ul><li><div>Uno{inner}</div></li><li>Fin</li></ul>")
    block = json.loads(response.json()["bloques"][1]["value"])["blocks"]
    assert [(line["text"], line["depth"]) for line in block] == [
        ("Uno", 0),
        ("Dos", 1),
        ("Tres\ny más", 2),
        ("Fin", 0),
    ]


LONG = {
    "lists within lists": "<ul><li>x" * 450 + "</li></ul>" * 450,
    "bold within bold": "<b>" * 20_000 + "<p>x",
    "paragraphs": "<p>x</p>" * 100_000,
    "tags without end": "<a " * 100_000,
    "comments without end": "<!-- >" * 100_000,
}


@pytest.mark.parametrize("html", LONG.values(), ids=LONG)
def test_what_no_program_copies_is_refused_at_once(paste, html):
    with within(20):
        response = paste(html)
    assert response.status_code == 422
    assert "por partes" in response.json()["error"]


DEEP = {
    "lists within lists": "<ul><li>x" * 50 + "</li></ul>" * 50,
    "tables within tables": "<table><tr><td>" * 35 + "x" + "</td></tr></table>" * 35,
    "parts of a line": "<b>" * 100 + "<p>x</p>" + "</b>" * 100,
}


@pytest.mark.parametrize("deep", DEEP.values(), ids=DEEP)
def test_what_is_deep_takes_time_in_proportion_to_it(deep):
    """Compared with a short text on this machine: quadratic time would be a hundred times that."""

    def seconds(times):
        begin = time.process_time()
        with suppress(IlegibleError):  # the result of so much text is too long
            convert(deep * times)
        return time.process_time() - begin

    def quickest(times):
        """Return the shortest of three times: a busy machine only makes runs longer."""
        return min(seconds(times) for _turn in range(3))

    with within(60):
        assert quickest(300) < 20 * quickest(30)
