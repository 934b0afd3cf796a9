"""Many answers to a consulta from one network: what everybody reads, and what those who decide do.

Nobody is refused or left out. Results are published with and without them, and no longer than
the consulta is open does anybody know which network it was.
"""

import csv
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from atencion.models import RedDeConsulta, RespuestaAConsulta
from servidor.cifrado import huellas
from tests.reading import soup, text

from .consultas import (
    PAGE,
    answer,
    close,
    end,
    make_consulta,
    many,
    published,
    results,
    una,
    varias,
)

pytestmark = pytest.mark.django_db

DIA = "¿Qué día?"
SIN_REDES = f"{DIA} · Sin las respuestas de una misma red"
DE_UNA_RED = "25 de 30 respuestas llegaron de una misma red"
RESERVADO = ("reservado", "reservado")


@pytest.fixture
def consulta(alfa):
    return make_consulta(alfa, preguntas=[una()])


def purge():
    call_command("purgar_consultas", verbosity=0)


def report_of(browser, consulta):
    return browser.get(reverse("consultas:ver", args=[consulta.pk]))


def exact(response, question=DIA):
    """Return {choice: its numbers} of the report, with its headings."""
    figure = soup(response).find("figcaption", string=question).parent
    return {
        row.th.get_text(): tuple(cell.get_text() for cell in row.find_all(["th", "td"])[1:])
        for row in figure.find_all("tr")
    }


def figures(response):
    return [caption.get_text() for caption in soup(response).find_all("figcaption")]


def test_25_answers_of_one_address_are_told_and_the_result_is_read_without_them(
    alfa, consulta, as_editor
):
    """Also the first ones: no more than 20 are needed to find the network, and all are its own."""
    for _browser in range(25):
        answer(alfa, consulta, "Sábado")
    for number in range(5):
        answer(alfa, consulta, "Domingo", place=f"198.51.100.{number}")

    report = report_of(as_editor, consulta)
    assert DE_UNA_RED in text(report)
    assert exact(report) == {
        "Opción": ("Todas", "Sin las de una misma red"),
        "Sábado": ("25 (83 %)", "0"),
        "Domingo": ("5 (17 %)", "5 (100 %)"),
        "Sin respuesta": ("0", "0"),
    }
    assert text(report).count("Sábado Sí, red 1") == 25
    assert text(report).count("Domingo No") == 5
    exported = as_editor.get(report.request["PATH_INFO"], {"export": "csv"})
    rows = list(csv.reader(StringIO(exported.getvalue().decode("utf-8-sig"))))
    assert [row[-1] for row in rows[1:]].count("Sí, red 1") == 25

    close(consulta)
    assert results(alfa, DIA)["Sábado"] == ("25", "83")
    assert results(alfa, SIN_REDES) == {
        "Sábado": ("0", "0"),
        "Domingo": ("5", "100"),
        "Sin respuesta": ("0", "0"),
    }
    told, rows = published(alfa)
    assert DE_UNA_RED in told
    assert "También cuentan: una red puede ser la de un municipio entero." in told
    assert rows == [
        ["todas", "personas que respondieron", "30", "5"],
        ["todas", "de una red con más de 20 respuestas", "25", "0"],
        [DIA, "Sábado", "25", "0"],
        [DIA, "Domingo", "5", "5"],
        [DIA, "Sin respuesta", "0", "0"],
    ]


def test_20_answers_of_one_network_are_no_more_than_those_of_others(alfa, consulta, as_editor):
    many(consulta, "a", Sábado=20)
    many(consulta, "b", Domingo=9)
    assert "misma red" not in text(report_of(as_editor, consulta))
    close(consulta)
    told, rows = published(alfa)
    assert "No se sabe de ninguna red desde la que llegaran más de 20 respuestas." in told
    assert ["todas", "personas que respondieron", "29", "29"] in rows
    assert figures(alfa.get(PAGE)) == [DIA]


def test_where_a_whole_municipality_answers_through_one_network_nothing_is_held_against_it(
    alfa, consulta
):
    many(consulta, "una", Sábado=40, Domingo=20)
    close(consulta)
    told, rows = published(alfa)
    assert "60 de 60 respuestas llegaron de una misma red. También cuentan" in told
    assert "No llegó ninguna otra." in told
    assert "no se publica" not in told
    assert results(alfa, DIA)["Sábado"] == ("40", "67")
    assert figures(alfa.get(PAGE)) == [DIA]
    assert [DIA, "Sábado", "40", "0"] in rows


def test_several_networks_are_told_together_and_apart_from_each_other(alfa, consulta, as_editor):
    many(consulta, "a", Sábado=21)
    many(consulta, "b", Sábado=24)
    many(consulta, Domingo=10)
    report = text(report_of(as_editor, consulta))
    assert (report.count("Sí, red 1"), report.count("Sí, red 2")) == (16, 24)  # the last 50
    close(consulta)
    told = "45 de 55 respuestas llegaron de 2 redes, más de 20 de cada una"
    assert told in report
    assert told in text(alfa.get(PAGE))
    assert ["todas", "de 2 redes con más de 20 respuestas", "45", "0"] in published(alfa)[1]


def test_of_few_others_only_those_who_decide_read_what_they_chose(alfa, consulta, as_editor):
    many(consulta, "una", Sábado=25)
    many(consulta, Sábado=2, Domingo=3)
    report = report_of(as_editor, consulta)
    assert exact(report)["Sábado"] == ("27 (90 %)", "2 (40 %)")
    assert "no los publique" in text(report)
    close(consulta)
    told, rows = published(alfa)
    assert DE_UNA_RED in told
    assert "Ese resultado no se publica: lo lee quien hizo la consulta." in told
    assert figures(alfa.get(PAGE)) == [DIA]
    assert {row[3] for row in rows[2:]} == {"reservado", "0"}


def test_nobody_computes_from_both_results_how_few_of_the_network_chose_something(alfa):
    """The difference of the two results is what the network chose."""
    consulta = make_consulta(alfa, preguntas=[una(DIA, ("A", "B", "C", "D")), varias()])
    many(consulta, "una", A=38, B=2, Bancos=12)
    many(consulta, A=30, B=10, C=14, D=50, Luces=30)
    close(consulta)
    assert results(alfa, DIA)["B"][0] == "12"
    assert results(alfa, SIN_REDES) == {
        "A": ("30", "22"),
        "B": RESERVADO,
        "C": RESERVADO,
        "D": ("50", "37"),
        "Sin respuesta": RESERVADO,
    }
    bancos = "¿Qué hace falta? · Sin las respuestas de una misma red"
    assert results(alfa, bancos) == {"Bancos": ("0", "0"), "Luces": ("30", "22")}


def test_who_stuffs_one_choice_is_seen_where_another_one_is_reserved(alfa, consulta):
    many(consulta, "una", Sábado=40)
    many(consulta, Sábado=30, Domingo=2)
    for _turn in range(8):
        consulta.respuestas.create()
    close(consulta)
    assert results(alfa, DIA)["Sábado"] == ("70", "88")
    assert results(alfa, SIN_REDES) == {
        "Sábado": ("30", "75"),
        "Domingo": RESERVADO,
        "Sin respuesta": RESERVADO,
    }


def test_which_network_it_was_is_erased_when_it_closes_and_the_result_stays(alfa, consulta):
    """Nobody can try afterwards whether an address answered; small networks are not even kept."""
    for _browser in range(2):
        answer(alfa, consulta, "Domingo", place="198.51.100.7")
    many(consulta, "una", Sábado=25)
    many(consulta, Domingo=3)
    asked = {huellas("198.51.100.7", f"atencion.consulta.{consulta.pk}")[0], "una"}
    purge()
    assert set(RedDeConsulta.objects.values_list("huella", flat=True)) == asked
    close(consulta)
    before = published(alfa)
    for _day in range(2):
        purge()
    assert list(RedDeConsulta.objects.values_list("huella", flat=True)) == [None]
    assert RespuestaAConsulta.objects.filter(red=None).count() == 5
    assert published(alfa) == before
    assert DE_UNA_RED in before[0]


def test_both_results_stay_when_the_answers_are_gone(alfa, consulta, settings, as_editor):
    many(consulta, "una", Sábado=25)
    many(consulta, Sábado=20, Domingo=10)
    end(consulta, settings.ATENCION_CONSULTAS_DIAS + 1)
    before, seen = published(alfa), exact(report_of(as_editor, consulta))
    purge()
    assert not RespuestaAConsulta.objects.exists()
    assert not RedDeConsulta.objects.exists()
    assert published(alfa) == before
    report = report_of(as_editor, consulta)
    assert exact(report) == seen
    assert seen["Sábado"] == ("45 (82 %)", "20 (67 %)")
    assert "25 de 55 respuestas llegaron de una misma red" in text(report)


def test_a_consulta_that_is_opened_again_adds_to_both_results(alfa, consulta, settings):
    for _time in range(2):
        many(consulta, "una", Sábado=25)
        many(consulta, Domingo=6)
        end(consulta, settings.ATENCION_CONSULTAS_DIAS + 1)
        purge()
    assert results(alfa, SIN_REDES)["Domingo"][0] == "12"
    assert "50 de 62 respuestas llegaron de 2 redes" in text(alfa.get(PAGE))
