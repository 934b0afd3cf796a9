"""A number that answers when the office is closed says so wherever it is shown."""

import json
from datetime import UTC, datetime, time

import pytest
import vobject
from django.core.cache import caches
from django.urls import reverse
from django.utils import timezone

from directorio.models import Contacto, EntidadPage
from tests.factories import get_tipo, make_entidad, make_tramite, publish, publish_in_english
from tests.reading import json_ld, links, soup
from tests.traducir import translate

from .contactos import with_contacts
from .ficha import errors, send

pytestmark = pytest.mark.django_db

OFFICE = [("lu-vi", time(8), time(16))]
SUNDAY, TUESDAY = "2026-11-29T23:00:00", "2026-11-24T10:00:00"
NIGHT = "Averías, las 24 horas: +53 22 000010"
DAY = "Oficina comercial: +53 22 000011"
EVENINGS = {
    "contesta": "otro",
    "contesta_dias": "lu-sa",
    "contesta_desde": time(18),
    "contesta_hasta": time(2),
}
PATHS = {
    "the directory": ("/directorio/", ".tarjeta"),
    "a search": ("/buscar/?q=aguas", ".tarjeta"),
    "a procedure": ("/tramites/acometida/", ".oficina"),
}


def row(**fields):
    return {"translation_key": "", **fields}


@pytest.fixture
def clock(monkeypatch):
    """Return a function that sets the clock, and clears the caches that depend on it."""

    def shows(moment):
        now = timezone.make_aware(datetime.fromisoformat(moment)).astimezone(UTC)
        monkeypatch.setattr("django.utils.timezone.now", lambda: now)
        for alias in ("pages", "fragments"):
            caches[alias].clear()

    return shows


@pytest.fixture(scope="module")
def _aguas(once):
    once(_make_aguas)


def _make_aguas(portales):
    alfa = portales.alfa
    entidad = make_entidad(
        alfa,
        "Aguas",
        contactos=[
            ("telefono", "22000011", {"etiqueta": "Oficina comercial"}),
            ("telefono", "22000010", {"etiqueta": "Averías", "contesta": "siempre"}),
        ],
        horarios=OFFICE,
        calle="Calle 4",
    )
    make_tramite(alfa, "Acometida", entidad=entidad)


@pytest.fixture
def aguas(_aguas, portales):
    """An entidad whose first number is the office, and the second the one for breakdowns."""
    return EntidadPage.objects.get(title="Aguas")


def read(response, within="main"):
    return " ".join(soup(response).select_one(within).get_text(" ").split())


def called(portal, place):
    path, within = PATHS[place]
    return read(portal.get(path), f"{within} .llamar").removeprefix("Teléfono: ")


@pytest.mark.parametrize("place", PATHS)
def test_with_the_office_closed_the_number_that_answers_is_the_one_that_is_shown(
    alfa, aguas, clock, place
):
    clock(TUESDAY)
    assert called(alfa, place) == DAY
    clock(SUNDAY)
    assert called(alfa, place) == NIGHT
    path, within = PATHS[place]
    assert links(alfa.get(path), within=within)[f"Teléfono: {NIGHT}"] == "tel:+53-22-000010"


@pytest.mark.parametrize("path", ["/directorio/", "/directorio/aguas/", "/tramites/acometida/"])
def test_it_is_the_office_that_is_closed_and_not_whoever_answers(alfa, aguas, clock, path):
    clock(SUNDAY)
    page = read(alfa.get(path))
    assert "Oficina cerrada" in page
    assert "Cerrado ahora" not in page
    assert NIGHT in page


def test_where_nobody_answers_that_is_what_is_said(alfa, clock):
    make_entidad(alfa, "Notaría", contactos=[("telefono", "22000012")], horarios=OFFICE)
    clock(SUNDAY)
    page = read(alfa.get("/directorio/notaria/"))
    assert "Cerrado ahora" in page
    assert "Oficina cerrada" not in page


def test_the_page_of_the_entity_says_of_each_number_when_it_answers(alfa, aguas, clock):
    clock(TUESDAY)
    page = read(alfa.get("/directorio/aguas/"), ".contactos")
    assert "+53 22 000010 Averías, las 24 horas" in page
    assert "+53 22 000011 Oficina comercial" in page


def test_a_contact_in_a_text_and_the_printed_sheet_say_it_too(alfa, aguas, clock):
    with_contacts(alfa, aguas)
    clock(SUNDAY)
    block = read(alfa.get("/donde-acudir/"), ".contacto")
    assert "Averías, las 24 horas" in block
    assert "Oficina cerrada" in block
    assert "+53 22 000010 (Averías, las 24 horas)" in read(alfa.get("/directorio/imprimir/"))


def test_an_hour_at_the_end_of_a_label_has_one_full_stop(alfa):
    number = ("telefono", "22000010", {"nota": "Insista", **EVENINGS})
    make_entidad(alfa, "Notaría", contactos=[number])
    shown = read(alfa.get("/directorio/notaria/"), ".contactos").replace("\xa0", " ")
    assert "Lunes a sábado, 6:00 p.m. a 2:00 a.m. Insista" in shown


def test_the_procedure_as_a_text_has_the_number_of_the_night_beside_the_first(alfa, aguas):
    plain = alfa.get("/tramites/acometida/texto/archivo/").content.decode()
    assert "Oficina comercial: Tel. +53 22 000011\n" in plain
    assert "Averías, las 24 horas: Tel. +53 22 000010\n" in plain


@pytest.fixture
def guardia(alfa):
    numbers = [("telefono", "22000011"), ("movil", "50000010", {"etiqueta": "Guardia", **EVENINGS})]
    return make_entidad(alfa, "Notaría", contactos=numbers, horarios=OFFICE)


@pytest.mark.parametrize(
    ("moment", "number"),
    [
        ("2026-11-24T10:00:00", "+53 22 000011"),
        ("2026-11-24T17:00:00", "+53 22 000011"),
        ("2026-11-24T19:00:00", "Guardia, lunes a sábado, 6:00 p.m. a 2:00 a.m.: +53 5 000"),
        ("2026-11-29T01:00:00", "Guardia, lunes a sábado, 6:00 p.m. a 2:00 a.m.: +53 5 000"),
        ("2026-11-29T19:00:00", "+53 22 000011"),
    ],
)
def test_other_hours_than_those_of_the_office_are_kept(alfa, guardia, clock, moment, number):
    clock(moment)
    shown = read(alfa.get("/directorio/"), ".llamar").replace("\xa0", " ")
    assert shown.removeprefix("Teléfono: ").startswith(number)


@pytest.mark.parametrize("path", ["/directorio/", "/directorio/notaria/", "/buscar/?q=notaria"])
def test_no_cache_holds_a_number_past_the_hour_at_which_it_is_answered(alfa, guardia, clock, path):
    clock("2026-11-24T20:00:00")
    assert "max-age=30" in alfa.get(path)["cache-control"]
    clock("2026-11-24T17:59:30")
    assert "max-age=0" in alfa.get(path)["cache-control"]


# --- Files and robots ----------------------------------------------------------------


def test_an_address_book_keeps_what_each_number_is_for(alfa, aguas):
    card = vobject.readOne(alfa.get("/directorio/aguas/vcf/").content.decode())
    groups = {tel.group: tel.value for tel in card.tel_list}
    labels = {label.value: groups[label.group] for label in card.contents["x-ablabel"]}
    assert labels == {
        "Averías, las 24 horas": "+5322000010",
        "Oficina comercial": "+5322000011",
    }
    assert NIGHT in card.note.value


def test_robots_read_the_hours_of_a_number(alfa, aguas, guardia):
    def points(path, kind):
        found = json_ld(alfa.get(path))[kind]
        if kind == "GovernmentService":
            found = found["availableChannel"]["serviceLocation"]
        return {point["telephone"]: point for point in found["contactPoint"]}

    for place in (
        ("/directorio/aguas/", "GovernmentOffice"),
        ("/tramites/acometida/", "GovernmentService"),
    ):
        night = points(*place)["+53-22-000010"]
        assert night["contactType"] == "Averías"
        hours = night["hoursAvailable"]
        assert (hours["opens"], hours["closes"], len(hours["dayOfWeek"])) == ("00:00", "23:59", 7)
        assert "hoursAvailable" not in points(*place)["+53-22-000011"]
    hours = points("/directorio/notaria/", "GovernmentOffice")["+53-5-0000010"]["hoursAvailable"]
    assert (hours["opens"], hours["closes"]) == ("18:00", "02:00")


# --- Writing -------------------------------------------------------------------------


def test_an_editor_says_when_a_number_is_answered(as_editor, alfa, clock):
    contactos = [
        row(canal="telefono", valor="22000011"),
        row(canal="telefono", valor="22000010", etiqueta="Averías", contesta="siempre"),
        row(
            canal="movil",
            valor="50000010",
            contesta="otro",
            contesta_dias="lu-do",
            contesta_desde="6:00 p.m.",
            contesta_hasta="2:00 a.m.",
        ),
    ]
    response = send(as_editor, alfa.directorio, contactos=contactos)
    assert response.status_code == 302, errors(response)
    EntidadPage.objects.get(slug="registro-civil").get_latest_revision().publish()
    page = read(alfa.get("/directorio/registro-civil/")).replace("\xa0", " ")
    assert "Averías, las 24 horas" in page
    assert "Todos los días, 6:00 p.m. a 2:00 a.m." in page


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        (
            {"contesta": "otro", "contesta_dias": "lu-vi", "contesta_desde": "18:00"},
            "contesta_hasta",
            "desde qué hora",
        ),
        ({"contesta": "otro", "contesta_desde": "8", "contesta_hasta": "9"}, "contesta_dias", ""),
        ({"contesta_dias": "lu-vi"}, "contesta", "en otro horario"),
        ({"contesta": "siempre", "contesta_desde": "18:00"}, "contesta", "en otro horario"),
        (
            {"canal": "correo", "valor": "a@b.cu", "contesta": "siempre"},
            "contesta",
            "número de teléfono",
        ),
    ],
)
def test_hours_that_say_nothing_are_refused_on_their_field(as_editor, alfa, fields, field, message):
    contacto = row(**{"canal": "telefono", "valor": "22000000", **fields})
    response = send(as_editor, alfa.directorio, contactos=[contacto])
    assert response.status_code == 200
    found = errors(response)
    assert list(found) == [f"contactos-0-{field}"]
    assert message in found[f"contactos-0-{field}"]


@pytest.mark.parametrize("label", ["Averías, las 24 horas", "Guardia (24 h)"])
def test_a_label_that_says_so_is_believed_and_said_once(alfa, clock, label):
    entidad = make_entidad(alfa, "Aguas", horarios=OFFICE)
    # Like a draft from before the field existed, published without the form.
    entidad.contactos.add(
        Contacto(canal="telefono", valor="+53 22 000011"),
        Contacto(canal="telefono", valor="+53 22 000010", etiqueta=label),
    )
    publish(entidad)
    clock(SUNDAY)
    assert called(alfa, "the directory") == f"{label}: +53 22 000010"


def test_in_need_the_number_of_all_hours_is_the_one_above_the_directory(alfa):
    make_entidad(
        alfa,
        "Bomberos",
        tipo=get_tipo("emergencias"),
        contactos=[("telefono", "22000011"), ("telefono", "105", {"contesta": "siempre"})],
    )
    assert read(alfa.get("/directorio/"), ".urgentes") == "Bomberos 105"


def test_a_reader_of_another_language_is_told_in_one_language(provincia, alfa, aguas, clock):
    for portal in (provincia, alfa):
        publish_in_english(portal)
    translate(alfa.directorio, {"Directorio": "Directory", "directorio": "directory"})
    clock(SUNDAY)
    label = soup(alfa.get("/en/directory/")).select_one(".llamar small")
    assert label.span["lang"] == "es-CU"
    assert label.get_text() == "Averías, las 24 horas:"


def test_the_form_shows_the_hours_that_were_chosen(as_editor, aguas):
    page = soup(as_editor.get(reverse("wagtailadmin_pages:edit", args=[aguas.pk])))
    chosen = page.select("#id_contactos-1-contesta option[selected]")
    assert [option.get_text() for option in chosen] == ["las 24 horas, todos los días"]


def test_a_feed_of_data_has_them_apart(alfa, aguas):
    [record] = json.loads(alfa.get("/directorio/json/").content)["entidades"]
    assert record["telefonos"] == ["+5322000011", "+5322000010"]
    assert record["telefonos_para_que"] == ["Oficina comercial", "Averías"]
    assert record["telefonos_horario"] == ["", "las 24 horas"]
