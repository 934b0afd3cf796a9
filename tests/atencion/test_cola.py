"""The queue lists the open cases, most urgent first and without names, and filters them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from atencion import oficina
from atencion.models import Caso, Movimiento
from tests.reading import soup, text

from .recepcion import REMITENTE, recibir

pytestmark = pytest.mark.on_both_databases

COLA = "/admin/casos/"


def days_left(caso, days):
    """Set the end of the plazo of ``caso``, in days from today."""
    Caso.objects.filter(pk=caso.pk).update(vence=timezone.localdate() + timedelta(days=days))


def listed(response):
    """Return the subjects in the list, in order."""
    cells = soup(response).select("td.caso-asunto")
    return [" ".join(cell.get_text().split()) for cell in cells]


def test_the_most_urgent_stands_first_and_says_in_words_what_is_left(as_operator, alfa):
    for asunto, days in (("Holgado", 20), ("De hoy", 0), ("Vencido", -2), ("De mañana", 1)):
        days_left(recibir(alfa, asunto), days)
    response = as_operator.get(COLA)
    assert listed(response) == ["Vencido", "De hoy", "De mañana", "Holgado"]
    for words in ("Vencido hace 2 días", "Vence hoy", "Vence mañana", "Quedan 20 días"):
        assert words in text(response)


def test_what_was_answered_once_is_not_overdue_again(as_operator, alfa, operadora):
    caso = recibir(alfa, "No bastó")
    oficina.responder(caso, "Ya llega.", por=operadora)
    Caso.objects.filter(pk=caso.pk).update(estado=Caso.Estado.INCONFORME)
    days_left(caso, -1)
    assert "Ya se respondió una vez" in text(as_operator.get(COLA))
    assert listed(as_operator.get(COLA, {"plazo": "vencido"})) == []


def test_the_list_names_nobody(as_operator, caso):
    listing = as_operator.get(COLA).content.decode()
    assert caso.numero in listing
    for datum in REMITENTE.values():
        assert datum not in listing


def test_it_shows_what_is_open_and_on_request_the_rest(as_operator, alfa, operadora):
    answered, closed = recibir(alfa, "Respondido"), recibir(alfa, "Cerrado")
    recibir(alfa, "Abierto")
    for caso in (answered, closed):
        oficina.responder(caso, "Ya llega.", por=operadora)
    oficina.cerrar(closed, por=operadora)
    assert listed(as_operator.get(COLA)) == ["Abierto"]
    assert listed(as_operator.get(COLA, {"estado": "respondida"})) == ["Respondido"]
    assert len(listed(as_operator.get(COLA, {"estado": "todos"}))) == 3


def test_one_finds_what_is_overdue_unassigned_or_of_an_entity(
    as_operator, alfa, operadora, acueducto
):
    late, mine, water = recibir(alfa, "Tarde"), recibir(alfa, "Mío"), recibir(alfa, "Agua")
    days_left(late, -1)
    oficina.asignar(mine, operadora, por=operadora)
    Caso.objects.filter(pk=water.pk).update(entidad=acueducto, tipo="consulta")
    assert listed(as_operator.get(COLA, {"plazo": "vencido"})) == ["Tarde"]
    assert listed(as_operator.get(COLA, {"atiende": "yo"})) == ["Mío"]
    assert set(listed(as_operator.get(COLA, {"atiende": "nadie"}))) == {"Tarde", "Agua"}
    assert listed(as_operator.get(COLA, {"entidad": acueducto.pk})) == ["Agua"]
    assert listed(as_operator.get(COLA, {"tipo": "consulta"})) == ["Agua"]


def test_a_case_is_found_by_its_number_and_by_words_of_its_subject(as_operator, alfa):
    caso, _other = recibir(alfa, "El camión de la basura no pasó"), recibir(alfa, "Otra cosa")
    for words in (caso.numero, caso.numero.replace("-", " "), "basura", "CAMION pasó"):
        assert listed(as_operator.get(COLA, {"q": words})) == [caso.asunto], words
    assert listed(as_operator.get(COLA, {"q": "farmacia"})) == []


def test_a_case_that_is_over_is_found_by_its_number_too(as_operator, alfa, beta, operadora):
    caso, foreign = recibir(alfa, "Respondido"), recibir(beta, "De otro portal")
    oficina.responder(caso, "Ya llega.", por=operadora)
    assert listed(as_operator.get(COLA)) == []
    assert listed(as_operator.get(COLA, {"q": caso.numero})) == ["Respondido"]
    assert listed(as_operator.get(COLA, {"q": foreign.numero})) == []


@pytest.mark.parametrize("field", ["ci", "telefono", "correo"])
def test_the_cases_of_a_person_are_found_by_what_they_gave_and_not_by_parts(
    as_operator, alfa, field
):
    recibir(alfa, "Suya")
    recibir(alfa, "De otra", remitente=REMITENTE | {field: "85020212345"})
    recibir(alfa, "De nadie", remitente=None)
    search = f"{COLA}persona/"
    response = as_operator.post(search, {"dato": f" {REMITENTE[field]} "})
    assert "Suya" in listed(response)
    assert listed(as_operator.post(search, {"dato": REMITENTE[field][:-1]})) == []
    assert "De nadie" not in listed(response)


def test_the_cases_of_a_mailbox_are_found_however_its_address_was_written(as_operator, alfa):
    recibir(alfa, "Suya", remitente=REMITENTE | {"correo": "Persona+agua@Ejemplo.cu"})
    response = as_operator.post(f"{COLA}persona/", {"dato": "persona@ejemplo.cu"})
    assert listed(response) == ["Suya"]


def test_an_entity_does_not_find_out_who_asked_for_confidentiality(
    as_operator, as_entity_operator, alfa, acueducto
):
    recibir(alfa, "Abierta", entidad=acueducto)
    recibir(alfa, "Reservada", entidad=acueducto, confidencial=True)
    found = [
        listed(browser.post(f"{COLA}persona/", {"dato": REMITENTE["ci"]}))
        for browser in (as_entity_operator, as_operator)
    ]
    assert found[0] == ["Abierta"]
    assert len(found[1]) == 2


def test_that_a_person_was_looked_for_is_written_down(as_operator, as_coordinator, caso):
    as_operator.post(f"{COLA}persona/", {"dato": REMITENTE["ci"]})
    assert "Lo encontró al buscar a una persona" in text(as_coordinator.get("/admin/bitacora/"))


def test_what_is_looked_for_of_a_person_stays_out_of_addresses_and_caches(as_operator, caso):
    search = f"{COLA}persona/"
    response = as_operator.post(search, {"dato": REMITENTE["ci"]})
    assert response.status_code == 200  # no redirect with the search term in its address
    assert "no-store" in response["Cache-Control"]
    assert f'action="{search}?' not in response.content.decode()


def test_an_empty_queue_says_so(as_operator):
    assert "nadie espera una respuesta" in text(as_operator.get(COLA))


def test_who_finds_nothing_in_too_many_is_told_that_there_are_more(as_operator, alfa, monkeypatch):
    monkeypatch.setattr("atencion.admin.cola._SUBJECTS_READ", 2)
    recibir(alfa, "Uno", remitente=None)
    recibir(alfa, "Dos", remitente=None)
    assert "Hay más" not in text(as_operator.get(COLA, {"q": "nada"}))
    recibir(alfa, "Tres", remitente=None)
    assert "Hay más" in text(as_operator.get(COLA, {"q": "nada"}))


def test_who_finds_some_in_too_many_is_told_that_there_are_more(as_operator, alfa, monkeypatch):
    monkeypatch.setattr("atencion.admin.cola._SUBJECTS_READ", 2)
    for asunto in ("Bache viejo", "Otro"):
        recibir(alfa, asunto, remitente=None)
    assert "Hay más" not in text(as_operator.get(COLA, {"q": "bache"}))
    recibir(alfa, "Bache nuevo", remitente=None)
    response = as_operator.get(COLA, {"q": "bache"})
    assert listed(response) == ["Bache viejo"]
    assert "Se buscó solo en los 2 casos más urgentes. Hay más" in text(response)


def test_long_queues_have_pages(as_operator, alfa):
    for number in range(26):
        recibir(alfa, f"Caso {number}", remitente=None)
    first, second = as_operator.get(COLA), as_operator.get(COLA, {"p": 2})
    assert len(listed(first)) == 25
    assert len(listed(second)) == 1


def test_more_cases_cost_no_more_queries(as_operator, alfa, acueducto, operadora):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            as_operator.get(COLA)
        return len(captured)

    for _number in range(2):
        oficina.asignar(recibir(alfa, entidad=acueducto), operadora, por=operadora)
    queries()
    few = queries()
    for _number in range(3):
        oficina.asignar(recibir(alfa, entidad=acueducto), operadora, por=operadora)
    assert queries() == few
    assert few <= 40


def test_the_menu_and_the_front_page_say_how_much_waits(as_operator, as_editor, alfa):
    days_left(recibir(alfa), 0)
    front = as_operator.get("/admin/")
    assert "Casos (1)" in front.content.decode()  # JavaScript renders the menu from this
    assert "Casos que vencen" in text(front)
    assert "Vence hoy" in text(front)
    assert "no tiene páginas" not in text(front)
    assert "Casos que vencen" not in text(as_editor.get("/admin/"))


@pytest.mark.parametrize("who", ["editora", "moderadora", "administrador"])
def test_nobody_else_enters(request, alfa, provincia, caso, who):
    browser = provincia.signed_in(request.getfixturevalue(who))
    for url in (COLA, f"{COLA}results/", f"{COLA}persona/", f"{COLA}{caso.pk}/"):
        response = browser.get(url)
        assert response.status_code in (302, 403, 404)
    assert not Movimiento.objects.exclude(tipo="recibida").exists()
