"""The agenda of a portal: its list, its pages and its calendar files."""

from datetime import date, datetime, time, timedelta

import pytest
import vobject
from django.urls import reverse
from django.utils import timezone

from noticias.models import EventoPage
from tests.factories import make_entidad, make_evento, make_private
from tests.reading import filled_form, json_ld, links, rel, soup, text

DAY = timedelta(days=1)
SATURDAY = date(2030, 12, 7)
MORNING = {"empieza_a_las": time(9), "termina_a_las": time(12)}


def havana(hour):
    """Return that hour of SATURDAY in Havana, whatever the rule of summer time is by then."""
    return timezone.make_aware(datetime.combine(SATURDAY, time(hour)))


def titles(response):
    return [tag.get_text() for tag in soup(response).main.find_all(class_="tarjeta-titulo")]


def calendar(response):
    """Return {title: entry} of a calendar file; the tests read it with another library."""
    assert response["Content-Type"].startswith("text/calendar")
    found = vobject.readOne(response.content.decode())
    return {entry.summary.value: entry for entry in found.contents.get("vevent", [])}


# --- The list -----------------------------------------------------------------------


@pytest.fixture
def agenda(alfa):
    today = timezone.localdate()
    make_evento(alfa, "En dos días, por la tarde", today + 2 * DAY, empieza_a_las=time(15))
    make_evento(alfa, "En dos días", today + 2 * DAY)
    make_evento(alfa, "En dos días, temprano", today + 2 * DAY, empieza_a_las=time(8))
    make_evento(alfa, "Hoy de madrugada", today, empieza_a_las=time(0, 1))
    make_evento(alfa, "Toda la semana", today - 3 * DAY, termina_el=today)
    make_evento(alfa, "Ayer", today - DAY)
    make_evento(alfa, "Anteayer", today - 2 * DAY)
    return alfa


@pytest.mark.on_both_databases
def test_what_comes_stands_first_and_what_passed_apart(agenda):
    response = agenda.get("/agenda/")
    assert titles(response) == [
        "Toda la semana",
        "Hoy de madrugada",
        "En dos días",
        "En dos días, temprano",
        "En dos días, por la tarde",
    ]
    past = agenda.get(links(response, within="main")["Pasados"])
    assert titles(past) == ["Ayer", "Anteayer"]
    assert rel(past, "canonical") == [f"{agenda.url}/agenda/pasados/"]


def test_only_what_a_citizen_may_read_is_there(agenda, beta):
    tomorrow = timezone.localdate() + DAY
    make_evento(agenda, "Borrador", tomorrow, live=False)
    make_evento(beta, "De Beta", tomorrow)
    make_private(make_evento(agenda, "Privado", tomorrow))
    for path in ("/agenda/", "/agenda/ics/", "/"):
        content = agenda.get(path).content.decode()
        assert "Hoy de madrugada" in content
        for title in ("Borrador", "De Beta", "Privado"):
            assert title not in content


def test_an_empty_agenda_says_so_and_its_calendar_is_one(alfa):
    assert "No hay eventos anunciados." in text(alfa.get("/agenda/"))
    assert "Todavía no ha pasado ningún evento." in text(alfa.get("/agenda/pasados/"))
    assert calendar(alfa.get("/agenda/ics/")) == {}
    assert "Agenda" not in soup(alfa.get("/")).main.get_text()


@pytest.mark.on_both_databases
def test_a_long_agenda_has_pages(alfa):
    for number in range(14):
        make_evento(alfa, f"Evento {number:02}", SATURDAY + number * DAY)
    assert titles(alfa.get("/agenda/?page=2")) == ["Evento 12", "Evento 13"]
    assert rel(alfa.get("/agenda/?page=2"), "canonical") == [f"{alfa.url}/agenda/?page=2"]


def test_the_home_page_shows_the_nearest_three(agenda):
    section = soup(agenda.get("/")).find("h2", string="Agenda").find_parent("section")
    found = [tag.get_text() for tag in section.find_all(class_="tarjeta-titulo")]
    assert found == ["Toda la semana", "Hoy de madrugada", "En dos días"]
    assert links(agenda.get("/"), within="main")["Todos los eventos"] == "/agenda/"


# --- The page -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Sábado 7 de diciembre de 2030, todo el día"),
        (MORNING, "Sábado 7 de diciembre de 2030, de 9:00 a.m. a 12:00 p.m."),
        ({"empieza_a_las": time(9)}, "Sábado 7 de diciembre de 2030, 9:00 a.m."),
        (
            {"termina_el": SATURDAY + DAY},
            "Sábado 7 y domingo 8 de diciembre de 2030",
        ),
        (
            {**MORNING, "termina_el": SATURDAY + DAY},
            "Empieza el sábado 7 de diciembre de 2030, 9:00 a.m., y termina el domingo 8 de "
            "diciembre de 2030, 12:00 p.m.",
        ),
    ],
)
def test_it_says_when_as_people_do(alfa, fields, words):
    make_evento(alfa, "Feria", SATURDAY, **fields)
    for path in ("/agenda/", "/agenda/feria/"):
        assert words in text(alfa.get(path)).replace("\xa0", " ")


def test_it_says_where_and_who(alfa, committed):
    entidad = make_entidad(alfa, "Casa de Cultura", calle="Calle 4", numero="34")
    make_evento(alfa, "Feria", SATURDAY, lugar="Parque Céspedes", entidad=entidad)
    make_evento(alfa, "Taller", SATURDAY, entidad=entidad)
    response = alfa.get("/agenda/feria/")
    assert "Parque Céspedes" in text(response)
    assert links(response, within="main")["Casa de Cultura"] == "/directorio/casa-de-cultura/"
    assert "Calle 4 No. 34" in text(alfa.get("/agenda/taller/"))
    with committed():
        entidad.unpublish()
    for path in ("/agenda/feria/", "/agenda/taller/", "/agenda/", "/agenda/ics/"):
        content = alfa.get(path).content.decode()
        assert "Casa de Cultura" not in content
        assert "Calle 4" not in content


def test_what_has_passed_says_so(alfa):
    make_evento(alfa, "Ayer", timezone.localdate() - DAY)
    response = alfa.get("/agenda/ayer/")
    assert "Este evento ya pasó." in text(response)
    assert "Guardar en el calendario" not in text(response)


def test_programs_read_an_event(alfa):
    make_evento(alfa, "Feria", SATURDAY, lugar="Parque Céspedes", **MORNING)
    event = json_ld(alfa.get("/agenda/feria/"))["Event"]
    assert event["name"] == "Feria"
    assert event["startDate"] == havana(9).isoformat()
    assert event["endDate"] == havana(12).isoformat()
    assert event["location"]["name"] == "Parque Céspedes"
    assert event["organizer"]["name"] == "Portal del Ciudadano de Alfa"


# --- Calendars ----------------------------------------------------------------------


def test_an_event_goes_into_a_calendar(alfa):
    make_evento(alfa, "Feria; pan, vino", SATURDAY, slug="feria", lugar="Parque", **MORNING)
    response = alfa.get(links(alfa.get("/agenda/feria/"))["Guardar en el calendario"])
    assert response["Content-Disposition"] == 'attachment; filename="alfa-feria.ics"'
    entry = calendar(response)["Feria; pan, vino"]
    assert entry.dtstart.value == havana(9)
    assert entry.dtend.value == havana(12)
    assert entry.location.value == "Parque"
    assert entry.url.value == f"{alfa.url}/agenda/feria/"
    again = calendar(alfa.get("/agenda/ics/"))["Feria; pan, vino"]
    assert again.uid.value == entry.uid.value


def test_days_and_what_has_no_known_end_go_too(alfa):
    make_evento(alfa, "Carnaval", SATURDAY, termina_el=SATURDAY + 2 * DAY)
    make_evento(alfa, "Concierto", SATURDAY, empieza_a_las=time(21))
    found = calendar(alfa.get("/agenda/ics/"))
    # The end date is the first day after the event (RFC 5545).
    assert found["Carnaval"].dtstart.value == SATURDAY
    assert found["Carnaval"].dtend.value == SATURDAY + 3 * DAY
    assert not hasattr(found["Concierto"], "dtend")


# --- The form -----------------------------------------------------------------------


@pytest.fixture
def save(as_editor, alfa):
    """Return a function that sends the form of a new event of Alfa."""
    url = reverse("wagtailadmin_pages:add", args=["noticias", "eventopage", alfa.agenda.pk])

    def save(**fields):
        written = {"title": "Feria", "slug": "feria", "resumen": "Una feria"} | fields
        data = filled_form(as_editor.get(url), streams=["cuerpo"], **written)
        return as_editor.post(url, data)

    return save


def test_an_editor_writes_an_event_with_hours_as_they_are_said(save):
    response = save(empieza_el="2030-12-07", empieza_a_las="9:00 a.m.", termina_a_las="4:30 p.m.")
    assert response.status_code == 302
    evento = EventoPage.objects.get(slug="feria").get_latest_revision_as_object()
    assert (evento.empieza_a_las, evento.termina_a_las) == (time(9), time(16, 30))


@pytest.mark.parametrize(
    ("fields", "field", "reason"),
    [
        (
            {"termina_el": "2030-12-06"},
            "termina_el",
            "La fecha final es anterior a la inicial: corrija una de las dos.",
        ),
        (
            {"empieza_a_las": "9:00", "termina_a_las": "9:00"},
            "termina_a_las",
            "Termina a la hora en que empieza, o antes.",
        ),
        (
            {"empieza_a_las": "22:00", "termina_a_las": "2:00"},
            "termina_a_las",
            "Si es al día siguiente, escriba ese día.",
        ),
        ({"termina_a_las": "9:00"}, "empieza_a_las", "Escriba también a qué hora empieza."),
        (
            {"empieza_a_las": "9:00", "termina_el": "2030-12-08"},
            "termina_a_las",
            "Escriba a qué hora termina el último día.",
        ),
        ({"empieza_el": "31/31/2030"}, "empieza_el", "Escriba la fecha así"),
    ],
)
def test_an_event_that_cannot_be_is_refused_at_its_field(save, fields, field, reason):
    response = save(**{"empieza_el": "2030-12-07"} | fields)
    place = soup(response).find(attrs={"name": field}).find_parent(class_="w-field__wrapper")
    assert reason in place.get_text()
    assert not EventoPage.objects.filter(slug="feria").exists()


@pytest.mark.parametrize("slug", ["ics", "pasados"])
def test_an_event_cannot_take_an_address_of_the_agenda(save, slug):
    assert save(empieza_el="2030-12-07", slug=slug).status_code == 200
    assert not EventoPage.objects.filter(slug=slug).exists()
