"""The demo stores each mail in a file, and administrators read it in the admin."""

import re
from datetime import timedelta

import pytest
from django.core.mail import EmailMultiAlternatives, send_mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from tests.atencion.recepcion import REMITENTE, recibir
from tests.moderacion.writing import write
from tests.reading import offered, soup, text

BUZON = "/admin/informes/buzon/"


@pytest.fixture
def buzon(settings, tmp_path):
    """The mail folder of the demo, below the folder of this test."""
    settings.BUZON_ROOT = tmp_path / "var" / "correos"
    settings.EMAIL_BACKEND = "correo.cola.QueueBackend"
    settings.POST_OFFICE = settings.POST_OFFICE | {
        "BACKENDS": {"default": "muestra.buzon.archivos.ArchivosBackend"}
    }
    return settings.BUZON_ROOT


def round_of_mail():
    """Run the mail commands that the scheduler runs in each round."""
    call_command("avisar_de_casos")
    call_command("enviar_correos")


def letters(browser, **query):
    """Return {subject: address} of the mails in the list."""
    page = soup(browser.get(BUZON, query))
    return {link.get_text(strip=True): link["href"] for link in page.select("main td a")}


def test_each_mail_is_a_file_that_nobody_else_reads(db, buzon):
    for number in range(3):
        send_mail(f"Aviso {number}", "Año nuevo", None, [f"ana{number}@ejemplo.cu"])
    round_of_mail()
    files = sorted(buzon.iterdir())
    assert len(files) == 3
    assert {file.suffix for file in files} == {".eml"}
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    assert buzon.stat().st_mode & 0o777 == 0o700
    assert {file.read_bytes().count(b"\nSubject: Aviso") for file in files} == {1}


def test_the_oldest_go_when_there_are_too_many(db, buzon, monkeypatch):
    monkeypatch.setattr("muestra.buzon.archivos.MAX", 3)
    for number in range(5):
        send_mail(f"Aviso {number}", "Texto", None, ["ana@ejemplo.cu"])
        round_of_mail()
    subjects = [re.search(rb"Subject: (.*)", file.read_bytes())[1] for file in buzon.iterdir()]
    assert sorted(subjects) == [b"Aviso 2", b"Aviso 3", b"Aviso 4"]


def test_the_acuse_of_a_case_is_read_in_the_admin(as_administrator, alfa, buzon):
    """This mail never enters the queue; it is shown with its code and its link."""
    caso = recibir(alfa)
    round_of_mail()
    found = letters(as_administrator)
    [(subject, url)] = ((subject, url) for subject, url in found.items() if "Su caso" in subject)
    assert caso.numero in subject
    page = as_administrator.get(url)
    assert REMITENTE["correo"] in text(page)
    now = timezone.localtime()
    times = [now - timedelta(minutes=minutes) for minutes in range(3)]
    assert any(date_format(time, "SHORT_DATETIME_FORMAT") in text(page) for time in times)
    body = soup(page).select_one(".buzon-texto")
    assert caso.codigo in body.get_text()
    assert body.a["href"].startswith(alfa.url)


def test_notices_of_moderation_and_new_passwords_are_read_there_too(
    as_administrator, as_editor, as_moderator, editora, alfa, buzon
):
    write(as_editor, alfa, "Abre la biblioteca", **{"action-submit": "1"})
    alfa.browser().post(reverse("wagtailadmin_password_reset"), {"email": editora.email})
    round_of_mail()
    found = letters(as_administrator)
    assert any("Abre la biblioteca" in subject for subject in found)
    link = next(
        link["href"]
        for url in found.values()
        for link in soup(as_administrator.get(url)).select(".buzon-texto a")
        if "password_reset/confirm" in link["href"]
    )
    assert "new_password1" in alfa.browser().get(link, follow=True).text


def test_it_is_searched_in_subject_address_and_text_without_accents(as_administrator, buzon):
    send_mail("Publicación aprobada", "La biblioteca abre", None, ["ana@ejemplo.cu"])
    send_mail("Otra cosa", "Nada", None, ["luis@ejemplo.cu"])
    round_of_mail()
    assert list(letters(as_administrator, q="publicacion")) == ["Publicación aprobada"]
    assert list(letters(as_administrator, q="LUIS@")) == ["Otra cosa"]
    assert list(letters(as_administrator, q="bibliotéca")) == ["Publicación aprobada"]
    nothing = as_administrator.get(BUZON, {"q": "zapato"})
    assert "Ningún correo contiene eso" in text(nothing)


def test_the_newest_stands_first_and_fifty_on_a_page(as_administrator, buzon):
    for number in range(51):
        send_mail(f"Aviso {number}", "Texto", None, ["ana@ejemplo.cu"])
        round_of_mail()
    assert next(iter(letters(as_administrator))) == "Aviso 50"
    assert list(letters(as_administrator, p=2)) == ["Aviso 0"]


def test_an_empty_one_says_how_to_get_mail(as_administrator, buzon):
    page = text(as_administrator.get(BUZON))
    assert "Correos de la demostración" in page
    assert "Todavía no hay ninguno" in page
    assert "medio minuto" in page


def test_what_is_in_a_mail_is_shown_and_not_run(as_administrator, buzon):
    message = EmailMultiAlternatives("<b>Hola</b>", "<script>alert(1)</script>", None, ["a@b.cu"])
    message.attach_alternative("<p>otra</p>", "text/html")
    message.send()
    EmailMultiAlternatives("", "", None, ["a@b.cu"]).send()
    round_of_mail()
    found = letters(as_administrator)
    assert set(found) == {"<b>Hola</b>", "(sin asunto)"}
    page = as_administrator.get(found["<b>Hola</b>"]).text
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in page


@pytest.mark.parametrize("name", ["nada", "..%2Fsecret_key", "20261128-000000-000000-abcdef"])
def test_a_mail_that_is_gone_is_not_found(as_administrator, buzon, name):
    assert as_administrator.get(f"{BUZON}{name}/").status_code == 404


@pytest.mark.parametrize("who", ["as_editor", "as_moderator"])
def test_nobody_but_administrators_reads_it(request, who, as_administrator, buzon):
    send_mail("Su contraseña", "Texto", None, ["ana@ejemplo.cu"])
    round_of_mail()
    [url] = letters(as_administrator).values()
    browser = request.getfixturevalue(who)
    for address in (BUZON, f"{BUZON}resultados/", url):
        response = browser.get(address)
        assert response.status_code in (302, 404)
        assert "Su contraseña" not in response.text
    assert BUZON not in offered(browser)
    assert BUZON in offered(as_administrator)


def test_there_is_none_where_mail_leaves(as_administrator, settings):
    assert settings.BUZON_ROOT is None
    assert as_administrator.get(BUZON).status_code == 404
    assert as_administrator.get(f"{BUZON}nada/").status_code == 404
    assert BUZON not in offered(as_administrator)
