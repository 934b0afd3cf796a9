"""The forms of planteamientos validate their data and report errors at the fields."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from gobierno.models import InformeDePlanteamientosPage, PlanteamientoPage
from tests.factories import make_entidad
from tests.reading import filled_form, soup, text

from .making import make_consejo
from .planteamientos import COUNTS, make_informe, make_planteamiento, seccion

pytestmark = pytest.mark.django_db

INFORME = {
    "title": "Al cierre de junio",
    "slug": "al-cierre-de-junio",
    "mandato": "XVIII",
    "periodo": "2026-T2",
    "fuente": "Informe",
    "actualizado_el": "2026-07-05",
}
UNO = {
    "title": "Salidero en Calle 4",
    "slug": "salidero",
    "texto": "Hay un salidero en la Calle 4.",
    "origen": "despacho",
    "fecha": "2026-09-24",
    "mandato": "XVIII",
    "nombre": "Acueducto",
    "estado": "pendiente",
}
ANSWERED = {"estado": "solucionado", "respuesta": "Se reparó.", "respondido_el": "2026-10-01"}


def errors(response):
    """Return {field: message}; fields of a row have its prefix."""
    found = {}
    for box in soup(response).select(".w-field__errors"):
        if message := " ".join(box.get_text(" ").split()):
            panels = box["id"].removesuffix("-errors").split("-child-")
            row = [name for name in panels if name.startswith("cifras-")]
            found["-".join([*row, panels[-1]])] = message
    return found


@pytest.fixture
def post(as_editor, alfa):
    """Return a function that sends the form of a new page of Alfa; ``submits`` for moderation."""

    def send(model, data, *, submits=False):
        kind = model._meta.model_name
        url = reverse("wagtailadmin_pages:add", args=["gobierno", kind, seccion(alfa).pk])
        action = {"action-submit": "1"} if submits else {}
        return as_editor.post(url, data | action, follow=True)

    return send


@pytest.fixture
def informa(post):
    """Return a function that sends a report; a row is (entidad or name, origen, counts, note)."""

    def send(*rows, submits=False, **fields):
        cifras = []
        for who, origen, counts, *nota in rows:
            named = {"nombre": who} if isinstance(who, str) else {"entidad": who.pk}
            counted = dict(zip(COUNTS, counts, strict=True))
            cifras.append({"origen": origen, "nota": "".join(nota), **named, **counted})
        data = INFORME | fields | nested_form_data({"cifras": inline_formset(cifras)})
        return post(InformeDePlanteamientosPage, data, submits=submits)

    return send


@pytest.fixture
def plantea(post):
    def send(*, submits=False, **fields):
        return post(PlanteamientoPage, UNO | fields, submits=submits)

    return send


GOOD = ("Acueducto", "despacho", (1, 2, 3, 4))


def test_a_report_is_kept_as_typed_in_any_way_of_writing_a_quarter(informa, alfa):
    agua = make_entidad(alfa, "Aguas")
    informa((agua, "rendicion", (1, 0, 0, 0)), GOOD, periodo="segundo trimestre de 2026")
    page = InformeDePlanteamientosPage.objects.get().get_latest_revision_as_object()
    assert page.periodo == "2026-T2"
    assert page.resumen
    rows = [(row.nombre, row.origen, row.cuenta.total) for row in page.cifras.all()]
    assert rows == [("Aguas", "rendicion", 1), ("Acueducto", "despacho", 10)]


@pytest.mark.parametrize(
    ("rows", "fields", "where", "reason"),
    [
        ([GOOD], {"periodo": "2026"}, "periodo", "Escriba el trimestre"),
        ([GOOD], {"periodo": "2026-03"}, "periodo", "Escriba el trimestre"),
        ([GOOD], {"periodo": "ayer"}, "periodo", "«ayer» no es un período"),
        ([GOOD], {"periodo": "2090-T1"}, "periodo", "no ha terminado"),
        ([GOOD], {"mandato": "18"}, "mandato", "números romanos"),
        ([GOOD], {"actualizado_el": "2026-03-31"}, "actualizado_el", "anterior al trimestre"),
        ([GOOD, GOOD], {}, "cifras-1-nombre", "está dos veces"),
        ([("acueductó ", "despacho", (1, 0, 0, 0)), GOOD], {}, "cifras-0-nombre", "dos veces"),
        ([("", "despacho", (1, 0, 0, 0))], {}, "cifras-0-nombre", "Elija la entidad, o escriba"),
        ([("A", "despacho", (0, 0, 0, 0))], {}, "cifras-0-solucionados", "cifras son cero"),
        ([("A", "despacho", (-1, 2, 0, 0))], {}, "cifras-0-solucionados", "mayor o igual a 0"),
        ([("A", "despacho", (1, "x", 0, 0))], {}, "cifras-0-explicados", "número entero"),
        ([("A", "despacho", (10**9, 0, 0, 0))], {}, "cifras-0-solucionados", "menor o igual"),
        ([("A", "otro", (1, 0, 0, 0))], {}, "cifras-0-origen", "Escoja una opción válida"),
        ([(*GOOD, "Llame al 52345678")], {}, "cifras-0-nota", "Quite el número de teléfono"),
    ],
)
def test_what_makes_no_sense_in_a_report_is_said_at_its_field(informa, rows, fields, where, reason):
    response = informa(*rows, **fields)
    assert reason in errors(response).get(where, ""), errors(response)
    assert not InformeDePlanteamientosPage.objects.exists()
    typed = soup(response).find("input", attrs={"name": "periodo"})
    assert typed["value"] == fields.get("periodo", "2026-T2")


def test_a_quarter_that_goes_on_and_a_day_to_come_are_refused(informa):
    tomorrow = timezone.localdate() + timedelta(days=1)
    running = f"{tomorrow.year}-T{(tomorrow.month + 2) // 3}"
    assert "no ha terminado" in errors(informa(GOOD, periodo=running))["periodo"]
    said = errors(informa(GOOD, actualizado_el=tomorrow.isoformat()))
    assert "es futura" in said["actualizado_el"]


def test_a_quarter_is_reported_once_in_a_mandate(informa, alfa, beta):
    make_informe(beta, "2026-T2", GOOD, title="De otro portal")
    make_informe(alfa, "2026-T2", GOOD, title="Del mandato anterior", mandato="XVII")
    make_informe(alfa, "2026-T2", GOOD, title="El primero", live=False)
    said = errors(informa(GOOD, periodo="T2 2026"))
    assert said["periodo"] == "Ese trimestre ya está en «El primero»."


def test_a_report_without_figures_waits_as_a_draft_and_goes_to_nobody(informa):
    assert "Agregue las cifras" in text(informa(submits=True))
    informa()
    assert InformeDePlanteamientosPage.objects.exists()


def test_what_was_raised_stays_raised_or_is_explained(informa, alfa):
    make_informe(alfa, "2026-T1", ("Acueducto", "despacho", (5, 6, 0, 0)), title="Antes")
    make_informe(alfa, "2025-T4", ("Acueducto", "despacho", (50, 0, 0, 0)), title="Más atrás")
    make_informe(
        alfa, "2026-T1", ("Acueducto", "despacho", (99, 0, 0, 0)), title="Otro", mandato="XVII"
    )
    said = errors(informa(GOOD))
    assert list(said) == ["cifras-0-nota"]
    assert said["cifras-0-nota"].startswith("Antes (primer trimestre de 2026) eran 11.")
    informa((*GOOD, "Uno se contó dos veces."))
    assert InformeDePlanteamientosPage.objects.filter(title="Al cierre de junio").exists()


def test_who_had_any_before_is_not_left_out(informa, alfa):
    agua = make_entidad(alfa, "Aguas")
    rows = [("Aguas", "despacho", (3, 0, 0, 0)), ("Comunales", "rendicion", (7, 2, 0, 0))]
    make_informe(alfa, "2026-T1", *rows, title="Antes")
    now = (agua, "despacho", (4, 0, 0, 0))
    said = text(informa(now, submits=True))
    assert "Falta «Comunales» (rendición de cuenta): en el informe anterior eran 9." in said
    assert "Falta «Aguas»" not in said
    gone = ("Comunales", "rendicion", (0, 0, 0, 0), "Pasaron a Aguas.")
    assert "enviada a moderación" in text(informa(now, gone, submits=True))


def test_an_older_report_tells_no_more_than_the_one_after_it(informa, alfa):
    make_informe(alfa, "2026-T3", ("Acueducto", "despacho", (4, 0, 0, 0)), title="Después")
    make_informe(alfa, "2026-T4", ("Acueducto", "despacho", (1, 0, 0, 0)), title="Más allá")
    make_informe(alfa, "2026-T3", ("Acueducto", "despacho", (1, 0, 0, 0)), mandato="XVII")
    said = errors(informa(GOOD))
    assert list(said) == ["cifras-0-solucionados"]
    assert "«Después» (tercer trimestre de 2026) son 4" in said["cifras-0-solucionados"]
    assert not InformeDePlanteamientosPage.objects.filter(title="Al cierre de junio").exists()
    informa(("Acueducto", "despacho", (4, 0, 0, 0)))
    assert InformeDePlanteamientosPage.objects.filter(title="Al cierre de junio").exists()


def test_who_came_into_the_directory_meanwhile_is_compared_by_name(informa, alfa):
    agua = make_entidad(alfa, "Aguas")
    make_informe(alfa, "2026-T1", ("Aguas", "despacho", (9, 0, 0, 0)))
    assert "eran 9" in errors(informa((agua, "despacho", (4, 0, 0, 0))))["cifras-0-nota"]
    make_informe(alfa, "2026-T3", (agua, "despacho", (9, 0, 0, 0)), title="Después")
    said = errors(informa(("Aguas", "despacho", (10, 0, 0, 0))))
    assert "«Después»" in said["cifras-0-solucionados"]


def test_a_fall_that_the_report_after_it_explains_is_none(informa, alfa):
    fell = ("Acueducto", "despacho", (4, 0, 0, 0), "Se contó dos veces.")
    make_informe(alfa, "2026-T3", fell)
    assert not errors(informa(GOOD))


def test_who_is_left_out_of_the_report_after_it_is_told_at_the_row(informa, alfa):
    make_informe(alfa, "2026-T3", ("Comunales", "despacho", (4, 0, 0, 0)), title="Después")
    said = errors(informa(GOOD, submits=True))
    assert "Falta en «Después» (tercer trimestre de 2026)" in said["cifras-0-solucionados"]
    assert not errors(informa(GOOD, title="En borrador", slug="en-borrador"))


def test_a_draft_without_quarter_is_before_none(informa, alfa):
    more = ("Acueducto", "despacho", (20, 0, 0, 0))
    informa(more, title="A medias", slug="a-medias", periodo="")
    informa(GOOD)
    titles = InformeDePlanteamientosPage.objects.values_list("title", flat=True)
    assert set(titles) == {"A medias", "Al cierre de junio"}


def test_a_count_is_a_number_also_in_a_draft(informa):
    response = informa(("Acueducto", "despacho", ("", 2, 3, 4)))
    assert response.status_code == 200
    assert errors(response) == {"cifras-0-solucionados": "Este campo es necesario."}


def test_what_is_left_out_may_wait_in_a_draft(informa, alfa):
    make_informe(alfa, "2026-T1", ("Comunales", "rendicion", (7, 2, 0, 0)), title="Antes")
    informa(GOOD)
    assert InformeDePlanteamientosPage.objects.filter(title="Al cierre de junio").exists()


def test_a_report_is_saved_again_as_it_came(as_editor, alfa):
    agua = make_entidad(alfa, "Aguas")
    make_informe(alfa, "2026-T1", (agua, "despacho", (5, 0, 0, 0)))
    page = make_informe(alfa, "2026-T2", (agua, "despacho", (5, 1, 0, 0)), GOOD)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = as_editor.post(url, filled_form(as_editor.get(url)), follow=True)
    assert not errors(response), text(response)
    again = page.get_latest_revision_as_object().cifras.all()
    assert [row.nombre for row in again] == ["Aguas", "Acueducto"]


# --- Single planteamientos ---------------------------------------------------------------


def test_a_single_one_gets_its_summary_and_the_name_of_its_entity(plantea, alfa):
    agua = make_entidad(alfa, "Aguas")
    plantea(entidad=agua.pk, nombre="Otro nombre", texto="Hay un salidero. " * 30, **ANSWERED)
    page = PlanteamientoPage.objects.get().get_latest_revision_as_object()
    assert page.nombre == "Aguas"
    assert page.resumen.startswith("Hay un salidero.")
    assert len(page.resumen) <= 160
    assert page.resumen.endswith("…")


CI = "Vino con el carné 85 0101 12345"


@pytest.mark.parametrize(
    ("field", "words", "reason"),
    [
        ("texto", CI, "carné de identidad"),
        ("texto", "85010112345", "carné de identidad"),
        ("title", CI, "carné de identidad"),
        ("resumen", CI, "carné de identidad"),
        ("slug", "salidero-85010112345", "carné de identidad"),
        ("respuesta", "Escriba a ana@ejemplo.cu", "dirección de correo"),
        ("lugar", "Calle 4, teléfono 5 2345678", "número de teléfono"),
        ("texto", "Llame al +53 52345678", "número de teléfono"),
        ("texto", "Llame al (22) 65-1234.", "número de teléfono"),
        ("texto", "Llame al 65123456", "número de teléfono"),
        ("texto", "Llame al +1 305 555 0123", "número de teléfono"),
        ("nombre", "Acueducto, 22 651234", "número de teléfono"),
    ],
)
def test_nothing_that_tells_of_a_person_is_accepted(plantea, field, words, reason):
    said = errors(plantea(**ANSWERED | {field: words}))
    assert list(said) == [field]
    assert reason in said[field]
    assert not PlanteamientoPage.objects.exists()


def test_a_name_that_is_refused_is_not_asked_for_as_well(plantea, informa):
    named = "Ana, tel. 52345678"
    assert "Elija la entidad" not in errors(plantea(nombre=named, submits=True))["nombre"]
    assert (
        "Elija la entidad" not in errors(informa((named, "despacho", (1,) * 4)))["cifras-0-nombre"]
    )


def test_numbers_of_other_things_are_accepted(plantea):
    words = "Edificio 12, 24 viviendas, 1 250 000 CUP en 2026-2027; llame al 106. Ley 132, art. 5."
    assert not errors(plantea(texto=words))
    assert PlanteamientoPage.objects.exists()


def tomorrow():
    return (timezone.localdate() + timedelta(days=1)).isoformat()


@pytest.mark.parametrize(
    ("fields", "where", "reason"),
    [
        ({"respuesta": "Se reparó."}, "estado", "Tiene respuesta: diga en qué quedó"),
        ({"respondido_el": "2026-10-01"}, "estado", "Tiene respuesta"),
        (ANSWERED | {"respuesta": ""}, "respuesta", "Diga qué se respondió"),
        (ANSWERED | {"respondido_el": ""}, "respondido_el", "Diga qué día se respondió"),
        (ANSWERED | {"estado": "en_plan", "respuesta": ""}, "respuesta", "Diga qué se respondió"),
        (ANSWERED | {"respondido_el": "2026-09-23"}, "respondido_el", "antes de que se planteara"),
        (ANSWERED | {"respondido_el": tomorrow}, "respondido_el", "es futura"),
        ({"fecha": tomorrow}, "fecha", "es futura"),
        ({"nombre": ""}, "nombre", "Elija la entidad, o escriba su nombre"),
        ({"estado": "otro"}, "estado", "Escoja una opción válida"),
    ],
)
def test_what_makes_no_sense_of_a_single_one_is_said_at_its_field(plantea, fields, where, reason):
    typed = {name: value() if callable(value) else value for name, value in fields.items()}
    said = errors(plantea(submits=True, **typed))
    assert reason in said.get(where, ""), said
    assert not PlanteamientoPage.objects.exists()


def test_what_is_missing_may_wait_in_a_draft(plantea):
    plantea(nombre="", **ANSWERED | {"respuesta": "", "respondido_el": ""})
    assert not PlanteamientoPage.objects.get().live


def test_whoever_works_on_all_portals_keeps_to_one(as_moderator, alfa, beta):
    ajena, consejo = make_entidad(beta, "De Beta"), make_consejo(beta, "Centro", 1)
    url = reverse(
        "wagtailadmin_pages:add", args=["gobierno", "planteamientopage", seccion(alfa).pk]
    )
    said = errors(as_moderator.post(url, UNO | {"entidad": ajena.pk, "consejo": consejo.pk}))
    assert said["entidad"] == "Esa entidad es de otro portal."
    assert said["consejo"] == "Ese consejo popular es de otro portal."


def test_a_single_one_is_saved_again_as_it_came(as_editor, alfa):
    page = make_planteamiento(
        alfa,
        "Alumbrado",
        nombre="Eléctrica",
        consejo=make_consejo(alfa, "Centro", 1),
        estado="explicado",
        respuesta="No hay luminarias.",
        respondido_el=date(2026, 10, 1),
    )
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert not errors(as_editor.post(url, filled_form(as_editor.get(url)), follow=True))


def test_a_draft_that_names_no_quarter_yet_is_looked_at(as_editor, alfa):
    page = make_informe(alfa, "2026-T1", ("Acueducto", "despacho", (1, 0, 0, 0)))
    page.periodo = ""
    page.save_revision(clean=False)
    assert (
        as_editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).status_code == 200
    )
