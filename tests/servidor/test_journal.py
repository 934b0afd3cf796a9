"""The journal holds what failed and where, and no secrets."""

import io
import logging
import re
import signal
import subprocess
import sys
from contextlib import closing
from http.client import HTTPConnection
from time import monotonic, sleep

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings as django_settings
from django.core import mail
from django.core.mail import send_mail
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse
from django.urls import reverse

from atencion.models import AvisoALaPersona
from servidor.peticion import RequestNameMiddleware
from tests.atencion.recepcion import REMITENTE, recibir
from tests.ports import free_port
from tests.processes import PRODUCTION, run

TOKEN = "d8nv3x-0123456789abcdef0123456789abcdef"
LINK = f"/admin/password_reset/confirm/MQ/{TOKEN}/"
PRIVATE = "palabra-que-nadie-debe-leer"


@pytest.fixture
def journal():
    """What the handler of the settings writes to the journal of systemd."""
    [handler] = [handler for handler in logging.root.handlers if handler.name == "stderr"]
    written = io.StringIO()
    before = handler.setStream(written)
    yield written
    handler.setStream(before)


@pytest.fixture
def cola(settings):
    settings.EMAIL_BACKEND = "correo.cola.QueueBackend"
    settings.POST_OFFICE = settings.POST_OFFICE | {
        "BACKENDS": {"default": "django.core.mail.backends.smtp.EmailBackend"}
    }
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    return settings


class Refuses:
    """A mail server that quotes the mails it refuses, as some do."""

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        quoted = envelope.content.decode("utf-8", "replace").split("\n\n")[-1]
        return "554 5.7.1 " + " ".join(quoted.split())[:400]


def send_everything():
    call_command("avisar_de_casos", verbosity=0)
    call_command("enviar_correos", verbosity=0)


def assert_is_silent_about(journal, caso):
    told = journal.getvalue()
    for secret in (caso.codigo, REMITENTE["correo"], REMITENTE["nombre"], PRIVATE, TOKEN):
        assert secret not in told


@pytest.mark.parametrize("kind", ["away", "refusing", "broken"])
def test_no_mail_is_told_whatever_happens_to_it(alfa, cola, journal, monkeypatch, kind):
    caso = recibir(alfa, hechos=PRIVATE)
    send_mail(PRIVATE, f"{PRIVATE} {LINK}", None, [REMITENTE["correo"]])
    if kind == "refusing":
        controller = Controller(Refuses(), hostname=cola.EMAIL_HOST, port=cola.EMAIL_PORT)
        controller.start()
        try:
            send_everything()
        finally:
            controller.stop()
    elif kind == "broken":

        def fail(self, messages):
            raise ValueError(messages[0].body)

        monkeypatch.setattr(mail.backends.smtp.EmailBackend, "send_messages", fail)
        send_everything()
    else:
        send_everything()
    assert AvisoALaPersona.objects.exclude(fallo="").exists()
    assert_is_silent_about(journal, caso)


def test_a_database_that_quotes_the_row_that_it_refuses_is_not_quoted(alfa, editora, cola, journal):
    """PostgreSQL quotes the row in the lines after the first one."""
    message = f"no entra\nDETAIL:  Failing row contains ({PRIVATE}, {LINK})."
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "CREATE TRIGGER nada BEFORE INSERT ON post_office_email"
                f" BEGIN SELECT RAISE(ABORT, '{message}'); END"
            )
        else:
            cursor.execute(
                "CREATE FUNCTION nada() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                f" RAISE integrity_constraint_violation USING MESSAGE = '{message}'; END $$"
            )
            cursor.execute(
                "CREATE TRIGGER nada BEFORE INSERT ON post_office_email EXECUTE FUNCTION nada()"
            )
    browser = alfa.browser()
    browser.raise_request_exception = False
    browser.post(reverse("wagtailadmin_password_reset"), {"email": editora.email})
    told = journal.getvalue()
    assert "IntegrityError" in told
    assert "servidor/journal.py" not in told  # the place of the error, not that of the log call
    assert PRIVATE not in told
    assert TOKEN not in told


def test_what_a_machine_says_is_kept_and_what_a_value_says_is_not(journal):
    """The place, type and line of an error stay: an operator needs them."""
    logger = logging.getLogger("santiago.prueba")
    for error in (
        ConnectionRefusedError(111, "Connection refused"),
        ValueError(PRIVATE),
        KeyError(PRIVATE),
    ):
        try:
            try:
                raise error
            except Exception as first:
                raise RuntimeError(PRIVATE) from first
        except RuntimeError:
            logger.exception("step failed")
    told = journal.getvalue()
    assert PRIVATE not in told
    assert told.count("ERROR santiago.prueba: step failed") == 3
    assert "ConnectionRefusedError: [Errno 111] Connection refused" in told
    assert re.search(r"^ValueError$", told, re.MULTILINE)
    assert "RuntimeError" in told
    assert 'test_journal.py", line' in told


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        (f"Internal Server Error: {LINK}", "Internal Server Error: /admin/password_reset/…"),
        ("Error handling request GET /buscar/?q=agua&p=2", "Error handling request GET /buscar/?…"),
        ("mail to ana@ejemplo.cu failed", "mail to … failed"),
        (
            "https://api.telegram.org/bot123456789:AAE-una_clave/sendMessage failed",
            "https://api.telegram.org/bot… failed",
        ),
        ("What /admin/pages/3/ leads to is gone", "What /admin/pages/3/ leads to is gone"),
    ],
)
def test_addresses_are_told_without_what_opens_something(journal, told, kept):
    logging.getLogger("santiago.prueba").error("%s", told)
    assert journal.getvalue() == f"ERROR santiago.prueba: {kept}\n"


@pytest.mark.parametrize("text", ["/" * 200_000, "?" * 200_000, "a" * 200_000, "bot" * 70_000])
def test_a_long_line_is_looked_through_at_once(journal, text):
    started = monotonic()
    logging.getLogger("santiago.prueba").error("%s", text)
    assert monotonic() - started < 1


@pytest.mark.parametrize(
    ("given", "host", "told"),
    [
        ("a1" * 16, "alfa.localhost:8000", f" [{'a1' * 16} alfa.localhost]"),
        ("", "alfa.localhost", " [alfa.localhost]"),
        ("made up ERROR", "ALFA.localhost", " [alfa.localhost]"),
        ("", "", ""),
    ],
)
def test_what_is_said_during_a_request_bears_its_name_and_host(journal, rf, given, host, told):
    def answer(request):
        logging.getLogger("portales").error("Falló")
        return HttpResponse()

    request = rf.get("/", headers={"X-Request-ID": given, "host": host})
    RequestNameMiddleware(answer)(request)
    logging.getLogger("portales").error("Después")
    assert journal.getvalue() == f"ERROR portales{told}: Falló\nERROR portales: Después\n"


def test_nobody_is_sent_errors_by_mail(tmp_path):
    """Django's default handler would send whole requests to ADMINS."""
    code = (
        "import django, logging; django.setup()\n"
        "names = [None, *logging.root.manager.loggerDict]\n"
        "print({type(h).__name__ for n in names for h in logging.getLogger(n).handlers})"
    )
    env = {"SECRET_KEY": "x" * 60, "DATABASE_URL": "postgres://p@localhost/p"}
    shown = run(tmp_path, "-c", code, **PRODUCTION | env)
    assert shown.returncode == 0, shown.stderr
    assert "AdminEmailHandler" not in shown.stdout
    assert "StreamHandler" in shown.stdout


@pytest.mark.parametrize("is_reloaded", [False, True])
def test_what_is_secret_does_not_reach_the_journal_of_the_server(tmp_path, is_reloaded):
    """The server runs without its database, so a link that somebody opens has not been used up."""
    port = free_port()
    env = PRODUCTION | {
        "SECRET_KEY": "x" * 60,
        "DATABASE_URL": "postgres://p:clave-de-la-base@127.0.0.1:1/p",
        "BIND": f"127.0.0.1:{port}",
        "WEB_CONCURRENCY": "1",
        "VAR_DIR": str(tmp_path),
        "PATH": "/usr/bin:/bin",
    }
    headers = {
        "Host": "www.santiago.gob.cu",
        "X-Forwarded-Proto": "https",
        "Cookie": "sessionid=una-sesion-de-alguien",
    }
    log = tmp_path / "log"
    with log.open("w") as file:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "servir"],
            cwd=django_settings.BASE_DIR,
            env=env,
            stdout=file,
            stderr=file,
        )
    try:
        statuses = [ask(port, "GET", "/healthz", headers)]
        if is_reloaded:
            server.send_signal(signal.SIGHUP)
            until = monotonic() + 60
            while log.read_text().count("Booting worker") < 2:
                assert monotonic() < until
                sleep(0.1)
        statuses += [
            ask(port, "GET", f"{LINK}?next={PRIVATE}", headers),
            ask(port, "POST", "/admin/login/", headers, f"password={PRIVATE}"),
            ask(port, "GET", f"/atencion/seguimiento/?codigo={PRIVATE}", headers),
            ask(port, "GET", "/", headers | {"Cookie\x01": PRIVATE}),
        ]
    finally:
        server.terminate()
        server.wait(timeout=30)
    told = log.read_text()
    assert statuses == [200, 503, 503, 503, 400]
    assert "The database does not answer" in told
    for secret in (TOKEN, PRIVATE, "una-sesion", "clave-de-la-base"):
        assert secret not in told


def ask(port, method, path, headers, body=None):
    deadline = monotonic() + 60
    while True:
        try:
            with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as client:
                client.putrequest(method, path, skip_host=True)
                for name, value in headers.items():
                    client._output(f"{name}: {value}".encode())
                if body:
                    client.putheader("Content-Length", len(body))
                    client.putheader("Content-Type", "application/x-www-form-urlencoded")
                client.endheaders(body.encode() if body else None)
                return client.getresponse().status
        except ConnectionRefusedError:
            assert monotonic() < deadline
            sleep(0.2)
