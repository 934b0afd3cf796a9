"""Citizens get short mails about their case, which never enter the mail queue of the database."""

from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.utils import timezone
from post_office.models import Email

from atencion.casos import add_movimiento, cambiando
from atencion.models import AvisoALaPersona, Caso, Movimiento
from tests.factories import make_user
from tests.reading import soup, text

from .recepcion import REMITENTE, recibir

Tipo = Movimiento.Tipo


@pytest.fixture(autouse=True)
def _as_in_production(settings):
    """Use the mail backend of production, which puts all other mails into the queue."""
    settings.EMAIL_BACKEND = "correo.cola.QueueBackend"


def scheduler_round():
    call_command("avisar_de_casos", verbosity=0)


def let_pass(**duration):
    """Move every next attempt earlier by ``duration``."""
    for aviso in AvisoALaPersona.objects.exclude(siguiente=None):
        aviso.siguiente -= timedelta(**duration)
        aviso.save()


@pytest.fixture
def away(monkeypatch):
    """A mail server that does not answer, until ``away.undo()``."""

    def fail(self, messages):
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailBackend, "send_messages", fail)
    return monkeypatch


def test_the_acuse_holds_number_code_and_term_and_nothing_of_the_person(alfa, mailoutbox):
    caso = recibir(alfa, pide="Que llegue el agua")
    scheduler_round()
    [acuse] = mailoutbox
    assert acuse.to == [REMITENTE["correo"]]
    assert caso.numero in acuse.subject
    assert caso.codigo in acuse.body
    assert f"{alfa.url}/atencion/seguimiento/" in acuse.body
    told = acuse.subject + acuse.body
    assert "Recibido el:" in told
    assert "Lo tiene: Alfa" in told
    for secret in (REMITENTE["nombre"], REMITENTE["ci"], caso.asunto, caso.hechos, caso.pide):
        assert secret not in told


def test_it_stands_in_no_queue_and_is_sent_once(alfa, mailoutbox):
    recibir(alfa)
    for _round in range(2):
        scheduler_round()
    assert len(mailoutbox) == 1
    assert not Email.objects.exists()
    assert not AvisoALaPersona.objects.exists()


def test_who_gave_no_address_gets_no_mail(alfa, mailoutbox):
    recibir(alfa, remitente=REMITENTE | {"correo": ""})
    recibir(alfa, tipo=Caso.Tipo.SUGERENCIA, remitente=None)
    scheduler_round()
    assert mailoutbox == []


def test_what_happens_later_is_told_without_the_code_and_without_the_answer(alfa, mailoutbox):
    caso = recibir(alfa)
    scheduler_round()
    mailoutbox.clear()
    add_movimiento(caso, Tipo.NOTA, texto="Entre nosotros")
    add_movimiento(caso, Tipo.TRASLADADA, destino="Empresa Eléctrica", texto="Es suyo")
    add_movimiento(caso, Tipo.PRORROGA, texto="Falta el transformador")
    add_movimiento(caso, Tipo.RESPUESTA, texto="Se arregló")
    add_movimiento(caso, Tipo.CERRADA)
    scheduler_round()
    bodies = [message.body for message in mailoutbox]
    assert len(bodies) == 4
    assert "Empresa Eléctrica" in bodies[0]
    assert "el plazo se prorrogó" in bodies[1]
    assert "ya tiene respuesta" in bodies[2]
    assert "se cerró" in bodies[3]
    for body in bodies:
        assert caso.numero in body
        for secret in (caso.codigo, "Falta el transformador", "Se arregló", "Entre nosotros"):
            assert secret not in body


def test_a_transfer_after_an_answer_promises_no_term_that_is_over(alfa, mailoutbox):
    caso = recibir(alfa)
    scheduler_round()
    mailoutbox.clear()
    with cambiando(caso) as now:
        now.estado, now.respondida_el = Caso.Estado.TRASLADADA, timezone.now()
        add_movimiento(now, Tipo.TRASLADADA, destino="Empresa Eléctrica", texto="Es suyo")
    scheduler_round()
    assert "Empresa Eléctrica" in mailoutbox[0].body
    assert "El plazo es el mismo" not in mailoutbox[0].body


def test_a_mail_server_that_is_away_loses_nothing(alfa, away, mailoutbox):
    for _number in range(3):
        recibir(alfa)
    for _day in range(5):
        scheduler_round()
        let_pass(days=1)
    assert mailoutbox == []
    away.undo()
    scheduler_round()
    assert len(mailoutbox) == 3


def test_a_server_that_is_away_is_asked_once_a_round(alfa, monkeypatch):
    for _number in range(3):
        recibir(alfa)
    asked = []

    def fail(self, messages):
        asked.append(messages)
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailBackend, "send_messages", fail)
    scheduler_round()
    scheduler_round()
    assert len(asked) == 1


def test_an_address_that_is_refused_holds_up_nobody_and_the_office_hears_of_it(
    alfa, monkeypatch, caplog
):
    caso = recibir(alfa)
    other = recibir(alfa, remitente=REMITENTE | {"correo": "otra@ejemplo.cu"})
    sent = []

    def deliver(self, messages):
        for message in messages:
            if message.to == [REMITENTE["correo"]]:
                raise SMTPRecipientsRefused({REMITENTE["correo"]: (550, b"no such user")})
            sent.append(message)
        return len(messages)

    monkeypatch.setattr(EmailBackend, "send_messages", deliver)
    scheduler_round()
    assert [message.subject for message in sent] == [f"Su caso {other.numero} en Alfa"]
    for _day in range(8):
        let_pass(days=1)
        scheduler_round()
    nota = caso.movimientos.get(tipo=Tipo.NOTA)
    assert "no acepta la dirección" in nota.texto
    assert not AvisoALaPersona.objects.exists()
    assert REMITENTE["correo"] not in caplog.text


def refusing(monkeypatch, error):
    """Make the mail server refuse every mail with ``error``; ``undo()`` of the result ends that."""

    def refuse(self, messages):
        raise error

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    return monkeypatch


def give_up():
    """Let the time of all attempts at the waiting mails pass."""
    for _day in range(8):
        scheduler_round()
        let_pass(days=1)


def to_recipient(code):
    return SMTPRecipientsRefused({REMITENTE["correo"]: (code, b"no")})


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (to_recipient(550), "no acepta la dirección que dio la persona"),
        (to_recipient(452), "puede tener el buzón lleno"),
        (SMTPDataError(451, b"later"), "puede tener el buzón lleno"),
        (SMTPDataError(554, b"spam"), "rechazó el mensaje"),
        (ValueError("anything"), "no se pudo preparar"),
    ],
)
def test_the_office_reads_why_a_mail_did_not_go_out(alfa, monkeypatch, error, told):
    caso = recibir(alfa)
    refusing(monkeypatch, error)
    give_up()
    assert told in caso.movimientos.get(tipo=Tipo.NOTA).texto


def test_what_an_address_did_not_take_for_now_is_tried_again_by_the_office(
    alfa, as_operator, monkeypatch, mailoutbox
):
    caso = recibir(alfa)
    server = refusing(monkeypatch, to_recipient(452))
    give_up()
    url = f"/admin/casos/{caso.pk}/"
    shown = soup(as_operator.get(url)).select_one(".caso-correos")
    assert "No salió el aviso de «Recibido»" in shown.get_text()
    server.undo()
    scheduler_round()
    assert mailoutbox == []  # no more attempts
    response = as_operator.post(shown.find("form")["action"], follow=True)
    assert "Se intenta otra vez" in text(response)
    scheduler_round()
    assert len(mailoutbox) == 1
    assert soup(as_operator.get(url)).select_one(".caso-correos") is None


def test_who_tries_again_after_somebody_else_is_told_that_nothing_was_left(
    alfa, as_operator, monkeypatch
):
    caso = recibir(alfa)
    refusing(monkeypatch, to_recipient(452))
    give_up()
    url = f"/admin/casos/{caso.pk}/reintentar/"
    assert "Se intenta otra vez" in text(as_operator.post(url, follow=True))
    again = text(as_operator.post(url, follow=True))
    assert "Ese correo ya salió o ya está en camino." in again
    assert "Se intenta otra vez" not in again


def test_an_address_that_is_refused_is_not_offered_to_be_tried_again(
    alfa, as_operator, monkeypatch
):
    caso = recibir(alfa)
    refusing(monkeypatch, to_recipient(550))
    give_up()
    page = as_operator.get(f"/admin/casos/{caso.pk}/")
    assert "Volver a intentarlo" not in text(page)
    assert "Avísele de otra manera" in text(page)


def test_the_office_reads_that_a_mail_waits_for_the_server(alfa, as_operator, away, mailoutbox):
    caso = recibir(alfa)
    scheduler_round()
    shown = text(as_operator.get(f"/admin/casos/{caso.pk}/"))
    assert "El servidor de correo del portal no está disponible. Se sigue intentando" in shown
    assert "Volver a intentarlo" not in shown
    assert not caso.movimientos.filter(tipo=Tipo.NOTA).exists()


def test_nobody_tries_again_for_another_portal(alfa, beta, monkeypatch):
    caso = recibir(alfa)
    refusing(monkeypatch, to_recipient(452))
    give_up()
    other = beta.signed_in(make_user("ajena", groups=["Atención · Beta"]))
    assert other.post(f"/admin/casos/{caso.pk}/reintentar/").status_code == 404
    assert AvisoALaPersona.objects.get().siguiente is None


def test_a_mail_that_cannot_be_written_holds_up_nobody(alfa, monkeypatch, mailoutbox, caplog):
    recibir(alfa)
    recibir(alfa, remitente=REMITENTE | {"correo": "otra@ejemplo.cu"})
    deliver = EmailBackend.send_messages

    def fail(self, messages):
        if messages[0].to == [REMITENTE["correo"]]:
            raise ValueError(messages[0].to[0])
        return deliver(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", fail)
    scheduler_round()
    assert [mail.to for mail in mailoutbox] == [["otra@ejemplo.cu"]]
    assert REMITENTE["correo"] not in caplog.text
    assert "ValueError" in caplog.text


def test_what_was_purged_before_it_could_be_sent_is_not(alfa, mailoutbox, settings):
    caso = recibir(alfa)
    with cambiando(caso) as now:
        now.estado = Caso.Estado.CERRADA
        now.cerrada_el = timezone.now() - timedelta(days=settings.ATENCION_DIAS_CONSERVACION + 1)
        now.movimientos.update(cuando=now.cerrada_el)
    call_command("purgar_casos", verbosity=0)
    scheduler_round()
    assert mailoutbox == []


def test_a_mail_is_in_the_language_in_which_the_person_wrote(alfa, mailoutbox):
    recibir(alfa, idioma="en")
    scheduler_round()
    assert "Secret code" in mailoutbox[0].body
