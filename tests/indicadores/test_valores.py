"""The form of an indicador validates its values and reports errors at their fields."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from indicadores.models import IndicadorPage, Medida
from tests.factories import make_indicador, make_medida
from tests.reading import filled_form, soup, text
from transparencia.models import TransparenciaIndexPage

pytestmark = pytest.mark.django_db

WHOLE = {
    "title": "Agua entregada",
    "slug": "agua-entregada",
    "resumen": "Cuánta agua llegó.",
    "que_mide": "Agua entregada a la población.",
    "unidad": "hm³",
    "periodicidad": "mensual",
    "sentido": "mas",
    "fuente": "Informe",
    "actualizado_el": "2026-11-02",
}


@pytest.fixture
def sends(as_editor, alfa):
    """Return a function that sends a new indicador of Alfa with rows of (periodo, plan, real)."""

    def send(*rows, **fields):
        section = TransparenciaIndexPage.objects.child_of(alfa.home).get()
        url = reverse("wagtailadmin_pages:add", args=["indicadores", "indicadorpage", section.pk])
        values = [dict(zip(("periodo", "plan", "real"), row, strict=True)) for row in rows]
        data = WHOLE | fields | nested_form_data({"valores": inline_formset(values)})
        return as_editor.post(url, data, follow=True)

    return send


def errors(response):
    """Return {field: message}; fields of a value have its prefix."""
    found = {}
    for box in soup(response).select(".w-field__errors"):
        if message := " ".join(box.get_text(" ").split()):
            panels = box["id"].removesuffix("-errors").split("-child-")
            row = [name for name in panels if name.startswith("valores-")]
            found["-".join([*row, panels[-1]])] = message
    return found


def test_a_row_of_values_is_kept_as_typed_in_any_way_of_writing_a_period(sends):
    sends(("marzo de 2026", "20", "18.5"), ("04/2026", "20", ""), ("2026-05", "", "7"))
    page = IndicadorPage.objects.get()
    values = page.get_latest_revision_as_object().valores.all()
    assert [row.periodo for row in values] == ["2026-03", "2026-04", "2026-05"]
    assert not page.live


@pytest.mark.parametrize(
    ("rows", "fields", "where", "reason"),
    [
        ([("2026", 1, 1)], {}, "valores-0-periodo", "Los valores son mensuales"),
        ([("2026-T1", 1, 1)], {"periodicidad": "anual"}, "valores-0-periodo", "escriba el año"),
        (
            [("2026-03", 1, 1)],
            {"periodicidad": "trimestral"},
            "valores-0-periodo",
            "escriba el trimestre",
        ),
        ([("ayer", 1, 1)], {}, "valores-0-periodo", "«ayer» no es un período"),
        ([("2026-13", 1, 1)], {}, "valores-0-periodo", "no es un período"),
        (
            [("2026-03", 1, 1), ("marzo 2026", 2, 2)],
            {},
            "valores-1-periodo",
            "Ese período está dos veces",
        ),
        ([("2026-03", 1, "140")], {"unidad": "%"}, "valores-0-real", "va de 0 a 100"),
        ([("2026-03", "-3", 5)], {"unidad": " % "}, "valores-0-plan", "va de 0 a 100"),
        ([("2026-03", "mucho", 5)], {}, "valores-0-plan", "Introduzca un número"),
        ([("2026-03", "", "")], {}, "valores-0-real", "Escriba el plan, lo que se logró"),
        ([("2026-03", 1, 1)], {"unidad": ""}, "unidad", "Diga en qué unidad"),
    ],
)
def test_what_makes_no_sense_is_said_at_its_field(sends, rows, fields, where, reason):
    response = sends(*rows, **fields)
    assert reason in errors(response)[where], errors(response)
    assert not IndicadorPage.objects.exists()
    # What was typed is shown again.
    typed = soup(response).find("input", attrs={"name": "valores-0-periodo"})
    assert typed["value"] == rows[0][0]


def test_a_period_that_has_not_begun_has_no_real_value_and_may_have_a_plan(sends):
    soon = f"{timezone.localdate() + timedelta(days=62):%Y-%m}"
    assert "no ha empezado" in errors(sends((soon, 20, 20)))["valores-0-real"]
    sends((soon, 20, ""))
    assert IndicadorPage.objects.exists()


def test_the_day_of_the_data_has_come(sends):
    tomorrow = timezone.localdate() + timedelta(days=1)
    said = errors(sends(("2026-03", 1, 1), actualizado_el=tomorrow.isoformat()))
    assert "es futura" in said["actualizado_el"]


@pytest.mark.parametrize(
    ("fields", "where", "reason"),
    [
        ({"unidad": "litros"}, "unidad", "La medida «Cobertura» se da en «%»"),
        ({"periodicidad": "mensual"}, "periodicidad", "es de periodicidad «anual»"),
    ],
)
def test_what_is_compared_is_given_as_all_give_it(sends, fields, where, reason):
    medida = make_medida("Cobertura")
    fields = {"medida": str(medida.pk), "unidad": "%", "periodicidad": "anual"} | fields
    assert reason in errors(sends(**fields))[where]
    assert not IndicadorPage.objects.exists()


def test_a_portal_gives_a_measure_once(sends, alfa, beta):
    medida = make_medida("Cobertura")
    same = {"medida": medida, "periodicidad": "anual"}
    make_indicador(beta, "La de Beta", ("2025", 5, 5), **same)
    fields = {"medida": str(medida.pk), "unidad": "%", "periodicidad": "anual"}
    sends(**fields)
    assert IndicadorPage.objects.filter(title="Agua entregada").exists()
    IndicadorPage.objects.get(title="Agua entregada").delete()
    make_indicador(alfa, "La primera", ("2025", 5, 5), **same)
    assert "en «La primera»" in errors(sends(**fields))["medida"]


def test_a_form_is_saved_again_as_it_came(as_editor, alfa):
    page = make_indicador(alfa, "Agua", ("2026-02", 5, 5), ("2026-01", "20.5", 18))
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = as_editor.post(url, filled_form(as_editor.get(url)), follow=True)
    assert not errors(response), text(response)
    values = page.get_latest_revision_as_object().valores.all()
    assert [(row.periodo, row.real) for row in values] == [("2026-02", 5), ("2026-01", 18)]


def test_a_measure_in_use_keeps_its_unit(as_administrator, alfa):
    medida = make_medida("Cobertura")
    make_indicador(alfa, "Agua", ("2025", 5, 5), medida=medida, periodicidad="anual")
    url = reverse(medida.snippet_viewset.get_url_name("edit"), args=[medida.pk])
    data = {"nombre": "Otra", "slug": "cobertura", "unidad": "litros", "periodicidad": "anual"}
    response = as_administrator.post(url, data)
    assert "Hay indicadores que se dan así" in text(response)
    as_administrator.post(url, data | {"unidad": "%"})
    assert Medida.objects.get(pk=medida.pk).nombre == "Otra"


def test_periods_that_nobody_wrote_are_named_beside_the_values(as_editor, alfa):
    rows = [("2026-01", 5, 5), ("2026-04", 5, 6), ("2026-05", 5, None)]
    page = make_indicador(alfa, "Con huecos", *rows)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    told = " ".join(soup(as_editor.get(url)).select_one(".huecos").get_text(" ").split())
    assert told.endswith("la gráfica los deja en blanco. febrero de 2026, marzo de 2026.")
    for title, whole in (("Sin huecos", rows[1:]), ("Sin valores", [])):
        page = make_indicador(alfa, title, *whole)
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert not soup(as_editor.get(url)).select(".huecos")


def test_a_draft_waits_for_a_period_that_nobody_wrote_yet(sends, as_editor):
    assert sends(("", "20", ""), ("2026-05", "20", "7")).status_code == 200
    page = IndicadorPage.objects.get()
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = filled_form(as_editor.get(url))
    assert [form[f"valores-{row}-periodo"] for row in (0, 1)] == ["", "2026-05"]
    shown = as_editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert "7 hm³" in text(shown)


def test_the_day_of_the_data_is_not_before_what_they_tell(sends):
    rows = [("2026-09", 20, 18), ("2026-10", 20, 19), ("2026-11", 20, "")]
    said = errors(sends(*rows, actualizado_el="2026-09-30"))
    assert said == {
        "actualizado_el": "Hay valores de octubre de 2026: ponga el día en que la fuente los dio."
    }
    assert not IndicadorPage.objects.exists()
    sends(*rows, actualizado_el="2026-10-01")
    assert IndicadorPage.objects.exists()


def test_a_number_stands_in_the_form_as_somebody_wrote_it(as_editor, alfa):
    page = make_indicador(alfa, "Agua", ("2026-01", 10, "18.5"), ("2026-02", 1200, None))
    form = filled_form(as_editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))
    shown = [form[f"valores-{row}-{name}"] for row in (0, 1) for name in ("plan", "real")]
    assert shown == ["10", "18.5", "1200", ""]
