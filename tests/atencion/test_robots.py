"""Antispam checks and limits stop programs, and not citizens who share an IP address."""

import base64
import fcntl
import json
import time
from io import BytesIO
from unittest.mock import patch

import altcha
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from PIL import Image

from atencion import oficina
from atencion.models import Adjunto, Caso
from tests.reading import soup, text

from .escritos import QUEJA, address, answer, filled, send, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone(alfa):
    return alfa.browser()


def solve(response):
    """Return the solution of the proof of work in the form."""
    challenge = json.loads(soup(response).select_one("[data-reto]")["data-reto"])
    solution = altcha.solve_challenge(altcha.Challenge.from_dict(challenge))
    payload = {"challenge": challenge, "solution": solution.to_dict()}
    return base64.b64encode(json.dumps(payload).encode()).decode()


def test_a_browser_with_scripts_works_instead_of_answering(phone):
    page = phone.get(address())

    response = phone.post(address(), filled(page, respuesta="", prueba=solve(page)))

    assert response.status_code == 302


def test_a_proof_serves_one_case_only(phone):
    page = phone.get(address())
    data = filled(page, respuesta="", prueba=solve(page))
    phone.post(address(), data)

    response = phone.post(address(), data | {"envio": "00000000-0000-4000-8000-000000000000"})

    assert response.status_code == 422
    assert Caso.objects.count() == 1


def test_an_answer_serves_one_case_only(phone):
    data = filled(phone.get(address()))
    phone.post(address(), data)

    response = phone.post(address(), data | {"envio": "00000000-0000-4000-8000-000000000000"})

    assert response.status_code == 422


@pytest.mark.parametrize("proof", ["", "nada", "e30=", base64.b64encode(b"[" * 99).decode()])
def test_a_forged_proof_is_worth_nothing_and_the_form_comes_back(phone, proof):
    response = send(phone, prueba=proof, respuesta="")

    assert response.status_code == 422
    assert "responda esta pregunta" in text(response)
    assert typed(response)["hechos"].replace("\r", "") == QUEJA["hechos"].replace("\r", "")


def test_a_proof_of_yesterday_is_worth_nothing(phone):
    page = phone.get(address())
    data = filled(page, respuesta="", prueba=solve(page))

    with patch("time.time", return_value=time.time() + 25 * 3600):
        assert phone.post(address(), data).status_code == 422


def test_the_question_is_answered_in_letters_or_figures(phone):
    page = phone.get(address())
    figure = {"siete": "7"}.get(answer(page), answer(page))

    assert phone.post(address(), filled(page, respuesta=f" {figure.upper()}. ")).status_code == 302


def test_a_wrong_answer_brings_the_form_back_with_the_question(phone):
    response = send(phone, respuesta="cien")

    assert response.status_code == 422
    assert soup(response).select_one("label[for=id_respuesta]")
    told = soup(response).select_one("#id_respuesta_error").get_text()
    assert "no es correcta" in told
    assert "Lo que escribió se conserva" in told


def test_a_form_that_was_filled_in_by_a_program_is_told_what_to_empty(phone):
    response = send(phone, casilla="http://ejemplo.com")

    assert response.status_code == 422
    assert "Borre lo que dice esta casilla" in text(response)
    assert not Caso.objects.exists()


def test_nobody_writes_in_a_second_and_a_second_try_is_taken_in(phone, settings):
    settings.ATENCION_SEGUNDOS_MINIMOS = 3
    page = phone.get(address())

    response = phone.post(address(), filled(page))

    assert "Fue muy rápido" in text(response)
    with patch("time.time", return_value=time.time() + 4):
        assert phone.post(address(), filled(response)).status_code == 302


def test_a_page_that_stayed_open_for_days_asks_once_more_and_loses_nothing(phone):
    data = filled(phone.get(address()))
    with patch("time.time", return_value=time.time() + 3 * 24 * 3600):
        response = phone.post(address(), data)

        assert response.status_code == 422
        assert phone.post(address(), filled(response)).status_code == 302


@pytest.mark.parametrize("control", [None, "", "inventado", "WzEsMSwxLCJ4Il0:1xxxxx:forged"])
def test_without_what_the_form_carried_along_nothing_is_taken_in(phone, control):
    """Not even with a valid proof: programs would omit the field to skip the three seconds."""
    page = phone.get(address())
    data = filled(page, prueba=solve(page)) | {"control": control}
    if control is None:
        del data["control"]

    response = phone.post(address(), data)

    assert response.status_code == 422
    assert "Revise lo que escribió y envíe otra vez" in text(response)
    assert typed(response)["asunto"] == QUEJA["asunto"]
    assert not Caso.objects.exists()
    assert phone.post(address(), filled(response)).status_code == 302


def test_the_seconds_count_from_the_form_that_came_back(phone, settings):
    settings.ATENCION_SEGUNDOS_MINIMOS = 3
    response = send(phone, control="")

    assert "Fue muy rápido" in text(phone.post(address(), filled(response)))
    with patch("time.time", return_value=time.time() + 4):
        assert phone.post(address(), filled(response)).status_code == 302


def test_one_form_serves_one_case_whatever_is_proven_anew(phone):
    page = phone.get(address())
    data = filled(page, respuesta="", prueba=solve(page))
    phone.post(address(), data)
    fresh = solve(phone.get(address()))

    other = {"envio": "00000000-0000-4000-8000-000000000000", "prueba": fresh}
    response = phone.post(address(), data | other)

    assert response.status_code == 422
    assert Caso.objects.count() == 1
    assert phone.post(address(), filled(response)).status_code == 302


def test_nothing_of_a_file_is_decoded_for_who_has_proven_nothing(phone):
    """The response does not even say that the file is not a photo."""
    response = send(phone, respuesta="cien", archivos=SimpleUploadedFile("foto.jpg", b"MZ"))

    assert response.status_code == 422
    assert "no es una foto ni un PDF" not in text(response)
    proven = send(phone, archivos=SimpleUploadedFile("foto.jpg", b"MZ"))
    assert "no es una foto ni un PDF" in text(proven)
    assert not Caso.objects.exists()


def test_nothing_of_a_file_is_decoded_beyond_the_limits(phone, settings):
    settings.ATENCION_POR_HORA = 1
    send(phone)

    response = send(phone, archivos=SimpleUploadedFile("foto.jpg", b"MZ"))

    assert response.status_code == 429
    assert "no es una foto ni un PDF" not in text(response)


def test_photos_that_get_no_turn_are_sent_once_more_with_what_was_typed(phone, settings):
    settings.ATENCION_POR_HORA = 1  # a letter whose photo got no turn is not counted
    photo = BytesIO()
    Image.new("RGB", (40, 20), "red").save(photo, "JPEG")
    with patch("servidor.fotos._TURN_SECONDS", 0.2):
        settings.VAR_DIR.mkdir(exist_ok=True)
        with (settings.VAR_DIR / "fotos.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            response = send(phone, archivos=SimpleUploadedFile("foto.jpg", photo.getvalue()))

    assert response.status_code == 429
    assert response["Retry-After"] == "60"
    assert "Espere un minuto y envíe otra vez" in text(response)
    assert typed(response)["hechos"].replace("\r", "") == QUEJA["hechos"].replace("\r", "")
    again = filled(response, archivos=SimpleUploadedFile("foto.jpg", photo.getvalue()))
    assert phone.post(address(), again).status_code == 302
    assert Adjunto.objects.count() == 1


# --- Limits -----------------------------------------------------------------------


def test_one_browser_that_sends_too_much_waits_and_keeps_what_it_typed(phone, settings):
    settings.ATENCION_POR_HORA = 2
    send(phone, "sugerencia")
    send(phone, "sugerencia")

    response = send(phone, "sugerencia")

    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 3600
    assert "Podrá enviar este dentro de" in text(response)
    assert typed(response)["hechos"] == "Poner bancos en el parque."
    assert Caso.objects.count() == 2


def test_one_telephone_that_sends_too_much_waits_in_any_browser(alfa, settings):
    settings.ATENCION_POR_HORA = 1
    send(alfa.browser(), notificar="telefono", telefono="22 600000")

    assert send(alfa.browser(), notificar="telefono", telefono="+53 22600000").status_code == 429
    assert send(alfa.browser(), notificar="telefono", telefono="22 600009").status_code == 302


def test_neighbours_who_share_an_address_do_not_wait_for_each_other(alfa, settings):
    settings.ATENCION_POR_HORA = 1

    for _neighbour in range(3):
        assert send(alfa.browser()).status_code == 302


def test_one_place_that_sends_more_than_a_municipality_waits(alfa, settings):
    settings.ATENCION_RED_POR_HORA = 3
    statuses = []
    for _letter in range(4):
        browser = alfa.browser()
        page = browser.get(address())
        data = filled(page, respuesta="", prueba=solve(page))
        statuses.append(browser.post(address(), data, REMOTE_ADDR="192.0.2.7").status_code)

    assert statuses == [302, 302, 302, 429]
    assert send(alfa.browser()).status_code == 302


def test_one_network_does_not_keep_the_one_decoder_of_photos_for_itself(alfa, monkeypatch):
    """The limit counts the cost of the photos, not letters; a letter without photos is accepted."""
    monkeypatch.setattr("atencion.limites._SECONDS_OF_PHOTOS", 2)

    def photo():
        written = BytesIO()
        Image.new("RGB", (40, 20), "red").save(written, "JPEG")
        return SimpleUploadedFile("foto.jpg", written.getvalue())

    answers = [send(alfa.browser(), archivos=photo()) for _letter in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    refused = answers[-1]
    assert int(refused.headers["Retry-After"]) > 0
    assert "Envíe el escrito ahora sin ellas" in text(refused)
    assert filled(refused)["hechos"] == QUEJA["hechos"]

    carta = SimpleUploadedFile("carta.pdf", b"%PDF-1.4 muestra %%EOF")
    assert send(alfa.browser(), archivos=carta).status_code == 302
    assert send(alfa.browser()).status_code == 302
    browser = alfa.browser()
    data = filled(browser.get(address()), archivos=photo())
    assert browser.post(address(), data, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_a_photo_that_is_refused_has_cost_too(alfa, monkeypatch):
    monkeypatch.setattr("atencion.limites._SECONDS_OF_PHOTOS", 1)
    refused = SimpleUploadedFile("foto.jpg", b"MZ")
    assert send(alfa.browser(), archivos=refused).status_code == 422
    assert send(alfa.browser(), archivos=SimpleUploadedFile("foto.jpg", b"MZ")).status_code == 429


def test_who_knows_a_telephone_does_not_keep_its_owner_from_writing(alfa, settings):
    settings.ATENCION_POR_HORA = 1
    send(alfa.browser(), notificar="telefono", telefono="22 600000")
    browser = alfa.browser()
    data = filled(browser.get(address()), notificar="telefono", telefono="22 600000")

    assert browser.post(address(), data, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_strangers_cannot_have_somebody_bombarded_with_mail(alfa, settings, mailoutbox):
    """Their cases are created, and the acuse says the same whether a mail goes out or not."""
    told = "El acuse va también al correo que dio."
    settings.ATENCION_ACUSES_POR_DIA = 2
    acuses = []
    for number in range(4):
        correo = "victima@ejemplo.cu" if number else " Victima@Ejemplo.cu"
        browser = alfa.browser()
        acuses.append(
            text(browser.get(send(browser, notificar="correo", correo=correo)["Location"]))
        )
        call_command("avisar_de_casos", verbosity=0)

    assert Caso.objects.count() == 4
    assert len(mailoutbox) == 2
    for acuse in acuses:
        assert told in acuse
        assert "24 horas" not in acuse
    assert "alguien puso su dirección" in mailoutbox[0].body
    send(alfa.browser(), notificar="correo", correo="otra@ejemplo.cu")
    call_command("avisar_de_casos", verbosity=0)
    assert len(mailoutbox) == 3


@pytest.mark.parametrize(
    "ways",
    [
        [f"victima2+{number}@ejemplo.cu" for number in range(12)],
        ["v.ictima@gmail.com", "vi.ctima+luz@gmail.com", "Victima@googlemail.com"],
        ['"victima"@ejemplo.cu', r'"v\ictima"@ejemplo.cu', "victima@ejemplo.cu"],
        ["victima@peña.cu", "victima@xn--pea-8ma.cu", "victima@ｐeña.cu"],
    ],
    ids=["what follows a plus", "dots", "quotes", "domains"],
)
def test_a_mailbox_is_counted_once_however_its_address_is_written(alfa, settings, mailoutbox, ways):
    settings.ATENCION_ACUSES_POR_DIA = 2
    for correo in ways:
        assert send(alfa.browser(), notificar="correo", correo=correo).status_code == 302
        call_command("avisar_de_casos", verbosity=0)

    assert Caso.objects.count() == len(ways)
    assert [mail.to for mail in mailoutbox] == [[correo] for correo in ways[:2]]


def test_dots_tell_people_apart_where_the_provider_does_not_pass_over_them(
    alfa, settings, mailoutbox
):
    settings.ATENCION_ACUSES_POR_DIA = 1
    for correo in ("ana.luz@nauta.cu", "analuz@nauta.cu"):
        send(alfa.browser(), notificar="correo", correo=correo)
    call_command("avisar_de_casos", verbosity=0)

    assert len(mailoutbox) == 2


def test_all_addresses_of_one_house_get_so_many_in_a_day_and_those_of_a_provider_their_own(
    alfa, settings, mailoutbox
):
    """A private domain may deliver mail for any name before the @ to one person."""
    settings.ATENCION_ACUSES_DOMINIO_POR_DIA = 2
    for domain in ("casa.cu", "nauta.cu"):
        for name in ("uno", "dos", "tres"):
            response = send(alfa.browser(), notificar="correo", correo=f"{name}@{domain}")
            assert response.status_code == 302
    call_command("avisar_de_casos", verbosity=0)

    assert Caso.objects.count() == 6
    assert sorted(mail.to[0].partition("@")[2] for mail in mailoutbox) == [
        *["casa.cu"] * 2,
        *["nauta.cu"] * 3,
    ]


def test_an_answer_is_mailed_however_many_acuses_were(alfa, settings, mailoutbox, operadora):
    settings.ATENCION_ACUSES_POR_DIA = 0
    send(alfa.browser(), notificar="correo", correo="persona@ejemplo.cu")
    oficina.responder(Caso.objects.get(), "Mañana.", por=operadora)
    call_command("avisar_de_casos", verbosity=0)

    assert ["persona@ejemplo.cu"] in [mail.to for mail in mailoutbox]


def test_what_is_sent_again_is_not_counted(phone, settings):
    settings.ATENCION_POR_HORA = 1
    data = filled(phone.get(address()))

    for _try in range(3):
        assert phone.post(address(), data).status_code == 302


def test_programs_that_answer_the_question_are_slowed_down_and_scripts_still_get_through(
    alfa, settings
):
    settings.ATENCION_PREGUNTAS_POR_HORA = 1
    send(alfa.browser())

    assert send(alfa.browser()).status_code == 429
    browser = alfa.browser()
    page = browser.get(address())
    data = filled(page, respuesta="", prueba=solve(page))
    assert browser.post(address(), data).status_code == 302


def test_where_the_cache_does_not_answer_nobody_is_refused(phone, settings):
    settings.ATENCION_POR_HORA = 1
    dummy = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    settings.CACHES = dict.fromkeys(settings.CACHES, dummy)

    for _try in range(3):
        assert send(phone).status_code == 302
