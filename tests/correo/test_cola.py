"""The queue works with a mail server that accepts, refuses or does not answer."""

from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from django.core.mail import send_mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from post_office.models import STATUS, Email

from tests.moderacion.writing import decide, write
from tests.ports import free_port
from tests.reading import offered, press, text

pytestmark = pytest.mark.on_both_databases

REPORT = "/admin/informes/correos/"


class Buzon:
    """The inbox of a mail server; ``refusal`` is its answer to every recipient, if set."""

    def __init__(self):
        self.messages = []
        self.refusal = None

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if self.refusal:
            return self.refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.messages.append((envelope.rcpt_tos, envelope.content.decode("utf-8", "replace")))
        return "250 OK"


@pytest.fixture
def cola(settings):
    """The queue of production, with a local port where no server listens yet."""
    settings.EMAIL_BACKEND = "correo.cola.QueueBackend"
    settings.POST_OFFICE = settings.POST_OFFICE | {
        "BACKENDS": {"default": "django.core.mail.backends.smtp.EmailBackend"}
    }
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = free_port()
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    return settings


@pytest.fixture
def servidor(cola):
    """A mail server at the port of ``cola``; yield its inbox."""
    inbox = Buzon()
    controller = Controller(inbox, hostname=cola.EMAIL_HOST, port=cola.EMAIL_PORT)
    controller.start()
    yield inbox
    controller.stop()


def round_of_mail(*, after=None):
    """Run the scheduler's command, as if ``after`` had passed since the last attempt."""
    if after is not None:
        Email.objects.update(last_updated=timezone.now() - after)
    call_command("enviar_correos")


def write_to(address, subject="Hola"):
    send_mail(subject, "Texto", None, [address])


def test_mail_goes_out_in_the_next_round_and_once(db, servidor):
    write_to("ana@ejemplo.cu")
    assert servidor.messages == []
    round_of_mail()
    round_of_mail()
    [(recipients, content)] = servidor.messages
    assert recipients == ["ana@ejemplo.cu"]
    assert "Subject: Hola" in content


def test_a_new_password_goes_the_same_way(editora, alfa, servidor):
    alfa.browser().post(reverse("wagtailadmin_password_reset"), {"email": editora.email})
    round_of_mail()
    [(recipients, content)] = servidor.messages
    assert recipients == ["editora@ejemplo.cu"]
    assert "Auto-Submitted: auto-generated" in content  # so that no autoresponder answers


def test_a_server_that_is_down_stops_nobody(as_editor, as_moderator, alfa, cola):
    page = write(as_editor, alfa, "Abre la biblioteca", **{"action-submit": "1"})
    round_of_mail()
    assert decide(as_moderator, page, "approve").status_code == 302
    round_of_mail()
    assert alfa.get("/noticias/abre-la-biblioteca/").status_code == 200
    assert Email.objects.filter(status=STATUS.failed).count() == 2


def test_what_failed_is_tried_again_later_and_later(db, cola):
    write_to("ana@ejemplo.cu")
    round_of_mail()
    email = Email.objects.get()
    pauses = []
    for minutes in (1, 5, 15, 60, 4 * 60, 12 * 60):
        round_of_mail(after=timedelta(minutes=minutes) - timedelta(seconds=20))
        before = email.logs.count()
        round_of_mail(after=timedelta(minutes=minutes))
        pauses.append(email.logs.count() - before)
    assert pauses == [1] * 6
    round_of_mail(after=timedelta(days=2))
    assert email.logs.count() == 7


def test_it_goes_out_when_the_server_is_back(db, cola):
    write_to("ana@ejemplo.cu")
    round_of_mail()
    inbox = Buzon()
    controller = Controller(inbox, hostname=cola.EMAIL_HOST, port=cola.EMAIL_PORT)
    controller.start()
    try:
        round_of_mail(after=timedelta(minutes=2))
    finally:
        controller.stop()
    assert len(inbox.messages) == 1
    assert Email.objects.get().status == STATUS.sent


def test_an_administrator_reads_why_and_tries_again(as_administrator, servidor):
    servidor.refusal = "550 5.1.1 No existe ese buzon"
    write_to("nadie@ejemplo.cu", "Su invitación")
    round_of_mail()
    page = text(as_administrator.get(REPORT))
    assert "Su invitación" in page
    assert "nadie@ejemplo.cu" in page
    assert "El servidor de correo no acepta la dirección." in page
    assert "No existe ese buzon" in page
    servidor.refusal = None
    response = press(as_administrator, as_administrator.get(REPORT), "Reintentar")
    assert "1 correo sale" in text(response)
    round_of_mail()
    assert len(servidor.messages) == 1
    assert "Todos los correos han salido" in text(as_administrator.get(REPORT))


def test_a_server_that_only_asks_to_wait_does_not_accuse_the_address(as_administrator, servidor):
    servidor.refusal = "451 4.7.1 Vuelva en unos minutos"
    write_to("ana@ejemplo.cu")
    round_of_mail()
    page = text(as_administrator.get(REPORT))
    assert "El servidor de correo no lo toma por ahora." in page
    assert "Vuelva en unos minutos" in page
    assert "no acepta la dirección" not in page
    assert "1 correo" in page


@pytest.mark.parametrize(
    ("setting", "reason"),
    [
        ("EMAIL_USE_SSL", "no habla cifrado en ese puerto"),
        ("EMAIL_USE_TLS", "no ofrece en ese puerto lo que pide EMAIL_URL"),
    ],
)
def test_an_address_of_the_wrong_kind_is_told_from_a_server_that_is_down(
    as_administrator, servidor, settings, setting, reason
):
    setattr(settings, setting, True)
    write_to("ana@ejemplo.cu")
    round_of_mail()
    assert reason in text(as_administrator.get(REPORT))


def test_all_are_tried_again_with_one_button(as_administrator, cola):
    for name in ("ana", "luis"):
        write_to(f"{name}@ejemplo.cu")
    round_of_mail()
    page = as_administrator.get(REPORT)
    assert "rechaza la conexión" in text(page)
    press(as_administrator, page, "Reintentar todos")
    assert Email.objects.filter(status=STATUS.queued).count() == 2


def test_a_mail_that_is_gone_is_told_so(as_administrator, cola):
    for value in ("1", "x", "-1", "²"):
        response = as_administrator.post(f"{REPORT}reintentar/", {"correo": value})
        assert "ya está en camino" in text(as_administrator.get(response.url))


@pytest.mark.parametrize("who", ["as_editor", "as_moderator"])
def test_the_report_is_for_administrators(request, who, cola):
    browser = request.getfixturevalue(who)
    assert browser.get(REPORT).status_code in (302, 404)
    assert browser.post(f"{REPORT}reintentar/").status_code in (302, 404)
    assert REPORT not in offered(browser)


def test_the_report_is_found_in_the_menu(as_administrator, cola):
    assert REPORT in offered(as_administrator)


def test_old_mail_is_forgotten(db, servidor):
    write_to("ana@ejemplo.cu")
    round_of_mail()
    for days, left in [(6, 1), (8, 0)]:
        Email.objects.update(last_updated=timezone.now() - timedelta(days=days))
        call_command("purgar_correos", verbosity=0)
        assert Email.objects.count() == left


def test_the_report_asks_a_fixed_number_of_questions(
    as_administrator, cola, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def questions():
        with CaptureQueriesContext(connection) as queries:
            as_administrator.get(REPORT)
        return len(queries)

    write_to("ana@ejemplo.cu")
    round_of_mail()
    questions()
    few = questions()
    for number in range(5):
        write_to(f"ana{number}@ejemplo.cu")
    round_of_mail()
    assert questions() == few
