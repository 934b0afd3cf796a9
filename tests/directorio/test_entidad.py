"""The page of an entidad shows its contacts, address and hours to citizens and machines."""

from datetime import UTC, date, datetime, time

import pytest

from directorio.models import HorarioEspecial
from tests.factories import make_entidad, publish
from tests.reading import json_ld, links, rel, soup, text

pytestmark = pytest.mark.django_db

MORNING = ("lu-vi", time(8), time(12))
AFTERNOON = ("lu-vi", time(13), time(16, 30))


def test_the_numbers_are_shown_in_the_house_style_and_can_be_dialled(alfa):
    make_entidad(
        alfa,
        "Registro Civil",
        contactos=[
            ("telefono", "22000000"),
            ("movil", "50000000"),
            ("correo", "registro@ejemplo.cu"),
            ("whatsapp", "+53 50000000"),
            ("telegram", "@registro_alfa"),
        ],
    )
    shown = links(alfa.get("/directorio/registro-civil/"))
    assert shown["+53 22 000000"] == "tel:+53-22-000000"
    assert shown["registro@ejemplo.cu"] == "mailto:registro@ejemplo.cu"
    assert shown["@registro_alfa"] == "https://t.me/registro_alfa"
    assert "https://wa.me/5350000000" in shown.values()


def test_the_address_is_written_as_people_say_it(alfa):
    make_entidad(
        alfa,
        "Registro Civil",
        calle="Calle 4",
        numero="34",
        entre="A",
        y="B",
        reparto="Reparto Sueño",
        latitud=20.02083,
        longitud=-75.82667,
    )
    response = alfa.get("/directorio/registro-civil/")
    assert "Calle 4 No. 34 e/ A y B, Reparto Sueño" in text(response)
    assert "geo:20.02083,-75.82667" in links(response).values()


def test_a_house_without_a_number_is_not_number_s_n(alfa):
    make_entidad(alfa, "Registro Civil", calle="Calle 4", numero="s/n", entre="A", y="B")
    assert "Calle 4 s/n e/ A y B" in text(alfa.get("/directorio/registro-civil/"))


def test_the_directory_lists_the_entities_of_the_portal_and_of_nobody_else(alfa, beta):
    make_entidad(alfa, "Registro Civil")
    make_entidad(beta, "Notaría")
    page = text(alfa.get("/directorio/"))
    assert "Registro Civil" in page
    assert "Notaría" not in page


def test_what_the_province_offers_is_in_the_frame_of_the_municipality_it_serves(
    provincia, alfa, beta
):
    make_entidad(provincia, "Aguas Santiago", municipios=[alfa])
    response = alfa.get("/directorio/provincia/aguas-santiago/")
    assert response.status_code == 200
    assert "Aguas Santiago" in text(alfa.get("/directorio/"))
    assert rel(response, "canonical") == [f"{provincia.url}/directorio/aguas-santiago/"]
    assert links(response, within=".migas") == {"Inicio": "/", "Directorio": "/directorio/"}
    assert beta.get("/directorio/provincia/aguas-santiago/").status_code == 404
    assert "Aguas Santiago" not in text(beta.get("/directorio/"))


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (("2026-12-02", None), "2 de diciembre cerrado"),
        (("2026-12-02", "2026-12-03"), "2 y 3 de diciembre cerrado"),
        (("2026-12-02", "2026-12-05"), "del 2 al 5 de diciembre cerrado"),
        (("2026-11-30", "2026-12-01"), "del 30 de noviembre al 1 de diciembre cerrado"),
    ],
)
def test_days_that_are_special_are_said_as_people_say_them(alfa, monkeypatch, days, words):
    now = datetime(2026, 11, 29, 12, tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    entidad = make_entidad(alfa, "Registro Civil", horarios=[MORNING])
    first, last = (day and date.fromisoformat(day) for day in days)
    entidad.horarios_especiales.add(HorarioEspecial(desde=first, hasta=last))
    publish(entidad)
    shown = soup(alfa.get("/directorio/registro-civil/")).select_one(".especial")
    assert " ".join(shown.get_text(" ").split()) == words


def test_robots_read_the_office_with_its_hours(alfa):
    make_entidad(alfa, "Registro Civil", horarios=[MORNING, AFTERNOON])
    office = json_ld(alfa.get("/directorio/registro-civil/"))["GovernmentOffice"]
    assert [(row["opens"], row["closes"]) for row in office["openingHoursSpecification"]] == [
        ("08:00", "12:00"),
        ("13:00", "16:30"),
    ]
