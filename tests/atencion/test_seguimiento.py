"""Citizens follow a case with its number and code, and add to it."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.utils import timezone

from atencion import numeros, oficina
from atencion.casos import add_movimiento, cambiando
from atencion.models import Caso, Movimiento
from tests.budgets import COLD, WARM, queries, told
from tests.reading import links, soup, text

from .adjuntos import PDF
from .recepcion import recibir

SEGUIR = "/atencion/seguimiento/"
CASO = f"{SEGUIR}caso/"


@pytest.fixture
def caso(alfa):
    return recibir(alfa)


@pytest.fixture
def as_person(alfa, caso):
    """A browser that has the pass to ``caso``."""
    browser = alfa.browser()
    enter(browser, caso)
    return browser


def enter(browser, caso, **changed):
    data = {"numero": caso.numero, "codigo": caso.codigo} | changed
    return browser.post(SEGUIR, data)


def answer(caso, texto="Se arreglará el lunes.", archivos=()):
    with cambiando(caso) as now:
        now.estado, now.respondida_el = Caso.Estado.RESPONDIDA, timezone.now()
        add_movimiento(now, Movimiento.Tipo.RESPUESTA, texto=texto, archivos=archivos)


def test_number_and_code_open_the_case_with_its_term_and_its_text(alfa, caso):
    browser = alfa.browser()
    response = enter(browser, caso)
    assert response.status_code == 302
    shown = text(browser.get(response["Location"]))
    assert caso.numero in shown
    assert "Lo recibimos Le responderemos a más tardar el" in shown
    assert "Hechos de «No llega el agua»" in shown


def test_the_code_opens_it_however_it_is_written(alfa, caso):
    response = enter(alfa.browser(), caso, codigo=caso.codigo.lower().replace("-", " "))
    assert response.status_code == 302


def test_a_wrong_code_and_a_case_that_is_not_get_the_same_word(alfa, caso):
    wrong = enter(alfa.browser(), caso, codigo="AAAA-AAAA-AAAA")
    other = recibir(alfa)
    numero = other.numero
    other.delete()
    missing = enter(alfa.browser(), caso, numero=numero)
    assert wrong.status_code == missing.status_code == 422
    for response in (wrong, missing):
        assert "No hay ningún caso con ese número y ese código" in text(response)
    assert "AAAA-AAAA-AAAA" in wrong.content.decode()  # what was typed is kept


def test_a_slip_in_the_number_is_told_at_the_number(alfa, caso):
    last = int(caso.numero[-1])
    response = enter(alfa.browser(), caso, numero=f"{caso.numero[:-1]}{(last + 1) % 10}")
    assert response.status_code == 422
    assert "El número tiene un error" in text(response)


def test_after_ten_wrong_codes_programs_are_told_off(alfa, caso):
    browser = alfa.browser()
    for _attempt in range(10):
        assert enter(browser, caso, codigo="AAAA-AAAA-AAAA").status_code == 422
    response = enter(browser, caso, codigo="AAAA-AAAA-AAAA")
    assert response.status_code == 429
    assert "Tampoco es ese el código" in text(response)
    assert browser.get(CASO).status_code == 302


def test_nobody_is_locked_out_by_the_wrong_codes_of_others(alfa, caso):
    """Not by wrong codes from the same address, in the same browser or from many addresses."""
    stranger = alfa.browser()
    for attempt in range(60):
        data = {"numero": caso.numero, "codigo": "AAAA-AAAA-AAAA"}
        place = f"192.0.2.{attempt}" if attempt % 2 else "127.0.0.1"
        stranger.post(SEGUIR, data, REMOTE_ADDR=place)
    for browser in (alfa.browser(), stranger):
        assert enter(browser, caso).status_code == 302
        assert caso.numero in text(browser.get(CASO))


def test_the_code_alone_resists_guessing(caso):
    """No limit is needed: at a thousand tries per second, guessing takes two million years."""
    tries_a_year = 1000 * 365 * 24 * 3600
    letters = len(caso.codigo.replace("-", ""))
    assert len(numeros._LETTERS) ** letters / 2 / tries_a_year > 2e6


def test_whoever_adds_from_one_place_to_many_cases_is_slowed_down(alfa, settings):
    settings.ATENCION_RED_POR_HORA = 2
    statuses = []
    for _case in range(3):
        browser = alfa.browser()
        enter(browser, recibir(alfa))
        statuses.append(browser.post(f"{SEGUIR}anadir/", {"texto": "Más"}).status_code)
    assert statuses == [302, 302, 429]


def test_nothing_that_strangers_add_is_decoded(alfa, as_person, settings):
    """Without a pass, or beyond the limits, not even the error of the file is shown."""
    damaged = {"texto": "Mire", "archivos": SimpleUploadedFile("foto.jpg", b"MZ")}
    told = "no es una foto ni un PDF"
    assert told not in text(alfa.browser().post(f"{SEGUIR}anadir/", damaged))
    damaged["archivos"].seek(0)
    assert told in text(as_person.post(f"{SEGUIR}anadir/", damaged))
    settings.ATENCION_POR_HORA = 1
    damaged["archivos"].seek(0)
    refused = as_person.post(f"{SEGUIR}anadir/", damaged)
    assert refused.status_code == 429
    assert told not in text(refused)


def test_nobody_else_sees_the_case_nor_its_files(alfa, caso):
    answer(caso, archivos=[PDF])
    [adjunto] = caso.movimientos.last().adjuntos.all()
    stranger = alfa.browser()
    assert stranger.get(CASO).status_code == 302
    assert stranger.get(f"{SEGUIR}adjunto/{adjunto.pk}/").status_code == 404
    neighbour = alfa.browser()
    enter(neighbour, recibir(alfa))
    assert neighbour.get(f"{SEGUIR}adjunto/{adjunto.pk}/").status_code == 404


def test_the_answer_is_read_with_its_files(as_person, caso):
    answer(caso, archivos=[PDF])
    shown = as_person.get(CASO)
    assert "Se arreglará el lunes." in text(shown)
    # The page starts with the answer and shows it once: the history only links to it.
    first = soup(shown).select_one(".situacion h2 + *")
    assert "Se arreglará el lunes." in first.get_text()
    assert text(shown).count("Se arreglará el lunes.") == 1
    assert links(shown, within=".historia")["Leer la respuesta"] == f"#{first['id']}"
    [adjunto] = caso.movimientos.last().adjuntos.all()
    response = as_person.get(f"{SEGUIR}adjunto/{adjunto.pk}/")
    assert response.content == PDF.contenido
    assert "prueba.pdf" in response["Content-Disposition"]


def test_what_the_office_notes_for_itself_is_not_shown(as_person, caso):
    nota = add_movimiento(
        caso, Movimiento.Tipo.NOTA, texto="Preguntar a la brigada", archivos=[PDF]
    )
    assert "Preguntar a la brigada" not in text(as_person.get(CASO))
    [adjunto] = nota.adjuntos.all()
    assert as_person.get(f"{SEGUIR}adjunto/{adjunto.pk}/").status_code == 404


def test_nobody_keeps_what_is_shown_nor_lists_it(as_person):
    for url in (SEGUIR, CASO, f"{SEGUIR}anadir/"):
        response = as_person.get(url)
        assert "no-store" in response["Cache-Control"]
        assert "private" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex"


def test_a_person_adds_information_once_however_often_it_is_sent(as_person, caso):
    for _time in range(2):
        response = as_person.post(f"{SEGUIR}anadir/", {"texto": "Hoy tampoco hay luz."})
    assert "Recibimos lo que añadió" in text(as_person.get(response["Location"]))
    added = caso.movimientos.filter(tipo=Movimiento.Tipo.AMPLIADA)
    assert [movimiento.texto for movimiento in added] == ["Hoy tampoco hay luz."]


def test_whoever_adds_too_much_in_an_hour_is_told_when_to_go_on(as_person, caso, settings):
    settings.ATENCION_POR_HORA = 1
    as_person.post(f"{SEGUIR}anadir/", {"texto": "Una cosa"})
    response = as_person.post(f"{SEGUIR}anadir/", {"texto": "Otra cosa"})
    assert response.status_code == 429
    assert int(response["Retry-After"]) <= 3600
    assert "Se han enviado muchos escritos seguidos" in text(response)
    assert "Otra cosa" in text(response)
    assert caso.movimientos.filter(tipo=Movimiento.Tipo.AMPLIADA).count() == 1


def test_a_person_disagrees_once_and_the_case_is_open_again(as_person, caso):
    answer(caso)
    as_person.post(f"{SEGUIR}inconforme/", {"texto": "No vino nadie."})
    caso.refresh_from_db()
    assert caso.estado == Caso.Estado.INCONFORME
    assert caso.esta_abierta
    answer(caso)
    again = as_person.post(f"{SEGUIR}inconforme/", {"texto": "Tampoco."})
    assert again.status_code == 409
    assert "se puede una sola vez" in text(again)
    assert "Tampoco." in text(again)


def test_who_disagreed_reads_that_it_is_looked_at_again_and_of_no_term(as_person, caso):
    answer(caso)
    as_person.post(f"{SEGUIR}inconforme/", {"texto": "No vino nadie."})
    for estado in (Caso.Estado.INVESTIGACION, Caso.Estado.TRASLADADA):
        Caso.objects.filter(pk=caso.pk).update(estado=estado)
        shown = text(as_person.get(CASO))
        assert "Se está revisando otra vez" in shown
        assert "a más tardar" not in shown
        assert "Último día para responder" not in shown


def test_nobody_disagrees_before_there_is_an_answer(as_person, caso):
    assert "No estoy conforme" not in text(as_person.get(CASO))
    response = as_person.post(f"{SEGUIR}inconforme/", {"texto": "Tardan."})
    assert response.status_code == 409
    caso.refresh_from_db()
    assert caso.estado == Caso.Estado.RECIBIDA


def test_what_can_be_done_no_more_is_not_offered_by_an_old_address(as_person, caso):
    """Going back in the browser leads to the case, not to a form that would be refused."""
    answer(caso)
    as_person.post(f"{SEGUIR}inconforme/", {"texto": "Nadie vino."})
    assert as_person.get(f"{SEGUIR}inconforme/")["Location"] == CASO


def test_a_person_withdraws_the_case_and_nobody_owes_an_answer(as_person, caso):
    as_person.post(f"{SEGUIR}retirar/", {"texto": ""})
    caso.refresh_from_db()
    assert (caso.estado, caso.cierre) == (Caso.Estado.CERRADA, Caso.Cierre.RETIRADA)
    shown = text(as_person.get(CASO))
    assert "Este caso ya no tendrá respuesta" in shown
    assert "Añadir información" not in shown


def test_what_was_answered_meanwhile_is_not_withdrawn(as_person, caso):
    answer(caso)
    response = as_person.post(f"{SEGUIR}retirar/", {"texto": "Ya se resolvió"})
    assert response.status_code == 409
    assert "Este caso ya tiene respuesta" in text(response)


def test_what_was_typed_outlives_the_pass(as_person, caso, settings, monkeypatch):
    later = timezone.now() + timedelta(minutes=settings.ATENCION_PASO_MINUTOS + 1)
    monkeypatch.setattr("atencion.acceso.timezone.now", lambda: later)
    url = f"{SEGUIR}anadir/"
    response = as_person.post(url, {"texto": "Una carta larga"})
    assert response.status_code == 422
    assert "Una carta larga" in text(response)
    assert "dé otra vez el número y el código" in text(response)
    data = {"texto": "Una carta larga", "numero": caso.numero, "codigo": caso.codigo}
    assert as_person.post(url, data).status_code == 302
    assert caso.movimientos.last().texto == "Una carta larga"


def test_who_has_to_send_again_is_told_that_the_files_are_gone(as_person, caso):
    again = "Los archivos hay que volver a elegirlos"
    acta = SimpleUploadedFile(PDF.nombre, PDF.contenido)
    refused = as_person.post(f"{SEGUIR}anadir/", {"texto": "", "archivos": acta})
    assert refused.status_code == 422
    assert again in text(refused)
    assert again not in text(as_person.post(f"{SEGUIR}anadir/", {"texto": ""}))


@pytest.mark.parametrize("action", ["anadir", "inconforme", "retirar"])
def test_a_case_that_moved_to_another_portal_meanwhile_is_still_theirs(
    alfa, beta, as_person, caso, operadora, action
):
    if action == "inconforme":
        answer(caso)
        Caso.objects.filter(pk=caso.pk).update(site=beta.site)
    form = f"{SEGUIR}{action}/"
    assert as_person.get(form).status_code == 200
    if action != "inconforme":
        oficina.trasladar(caso, site=beta.site, entidad=None, motivo="Es suyo", por=operadora)
    sent = as_person.post(form, {"texto": "Una carta larga"}, follow=True)
    assert sent.status_code == 200
    assert "Una carta larga" in text(sent)
    assert caso.movimientos.last().texto == "Una carta larga"


def test_whoever_leaves_leaves_nothing_behind(as_person):
    response = as_person.post(f"{SEGUIR}salir/")
    assert "Ya salió" in text(as_person.get(response["Location"]))
    assert as_person.get(CASO).status_code == 302


def test_a_late_case_says_that_it_is_late(as_person, caso):
    Caso.objects.filter(pk=caso.pk).update(vence=timezone.localdate() - timedelta(days=1))
    assert "El retraso es nuestro" in text(as_person.get(CASO))


@pytest.mark.parametrize(
    ("estado", "words"),
    [
        ("recibida", "Lo recibimos"),
        ("trasladada", "Lo trasladamos a quien le corresponde"),
        ("investigacion", "Lo estamos investigando"),
        ("prorroga", "Necesitamos más tiempo"),
        ("respondida", "Ya tiene respuesta"),
        ("inconforme", "Nos dijo que no está conforme"),
        ("cerrada", "Ya tiene respuesta y está cerrado"),
    ],
)
def test_how_a_case_stands_is_told_in_words_that_go_with_every_kind(
    as_person, operadora, alfa, caso, estado, words
):
    answered = None if estado not in ("respondida", "inconforme", "cerrada") else timezone.now()
    Caso.objects.filter(pk=caso.pk).update(estado=estado, respondida_el=answered)
    shown = soup(as_person.get(CASO)).select_one(".situacion")
    assert shown.h2.get_text() == words
    word = str(Caso.Estado(estado).label)
    assert word not in " ".join(p.get_text() for p in shown.find_all(["h2", "p"]))
    # The admin shows the word of the law.
    office = soup(alfa.signed_in(operadora).get(f"/admin/casos/{caso.pk}/"))
    assert office.select_one(".caso-estado").get_text(strip=True) == word


@pytest.mark.parametrize("name", ["", "caso/", "anadir/", "inconforme/"])
def test_a_long_story_asks_the_database_as_often_as_a_short_one(as_person, caso, name):
    answer(caso, archivos=[PDF])
    path = f"{SEGUIR}{name}"
    before = queries(as_person, path)
    for _time in range(3):
        answer(caso, archivos=[PDF, PDF])

    cold = queries(as_person, path)
    warm = queries(as_person, path, warm=True)

    assert len(cold) == len(before) <= COLD, told(cold)
    assert len(warm) <= WARM, told(warm)
    assert warm or not name  # all that the form of the entrance shows is kept


@pytest.mark.parametrize("name", ["", "caso/", "anadir/"])
def test_its_screens_lead_back_to_the_entrance(as_person, name):
    migas = links(as_person.get(f"{SEGUIR}{name}"), within=".migas")
    assert migas["Atención a la Población"] == "/atencion/"


def test_an_action_that_is_not_is_not_found(as_person):
    assert as_person.get(f"{SEGUIR}borrar/").status_code == 404


@pytest.mark.parametrize("action", ["inconforme", "retirar"])
def test_what_is_sent_again_since_no_answer_came_is_done_once(as_person, caso, action):
    if action == "inconforme":
        answer(caso)
    for _time in range(2):
        response = as_person.post(f"{SEGUIR}{action}/", {"texto": "Así es"})
        assert response.status_code == 302
    assert caso.movimientos.filter(tipo__in=["inconforme", "retirada"]).count() == 1


def test_what_was_typed_comes_back_when_the_database_is_gone(as_person, caso, monkeypatch):
    def gone(*arguments, **keywords):
        raise OperationalError

    as_person.raise_request_exception = False
    with monkeypatch.context() as patch:
        patch.setattr("atencion.persona.cambiando", gone)
        response = as_person.post(f"{SEGUIR}anadir/", {"texto": "Una carta larga"})
    assert response.status_code == 503
    assert "Una carta larga" in text(response)
    form = soup(response).select_one("main form")
    again = as_person.post(form["action"], {"texto": form.textarea.get_text().strip()})
    assert again.status_code == 302
    assert caso.movimientos.last().texto == "Una carta larga"


def test_the_address_of_the_way_out_leads_back_to_the_case(alfa, as_person):
    """A GET request does not end the pass: a link on another site could send it."""
    opened = as_person.get(f"{SEGUIR}salir/")
    assert (opened.status_code, opened["Location"]) == (302, CASO)
    assert as_person.get(CASO).status_code == 200
    assert alfa.browser().get(f"{SEGUIR}salir/", follow=True).status_code == 200
