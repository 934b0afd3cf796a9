"""Mails of moderation go to the users concerned, in plain words and not too often."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageSubscription
from wagtail.users.models import UserProfile

from base.models import PortalSettings
from moderacion.models import Notificacion, PreferenciaDeNotificaciones
from tests.factories import make_user

from .writing import comment_on, decide, rewrite, write

pytestmark = pytest.mark.on_both_databases

SUBMIT = {"action-submit": "1"}
PUBLISH = {"action-publish": "1"}


def round_of_mail():
    """Send the mails, as the scheduler does twice a minute."""
    call_command("enviar_correos")


def recipients(mailoutbox):
    return sorted(address for mail in mailoutbox for address in mail.to)


def let_pass(user, **duration):
    """Set the time of the last mail to ``user`` to that long ago."""
    PreferenciaDeNotificaciones.objects.filter(user=user).update(
        ultimo_envio=timezone.now() - timedelta(**duration)
    )


@pytest.fixture
def enviada(as_editor, alfa):
    """A news item that was submitted after the users of the test were created."""
    return write(as_editor, alfa, "Abre la biblioteca", **SUBMIT)


@pytest.fixture
def bystanders(alfa, beta, provincia):
    """The users whom a page of Alfa does not concern."""
    make_user("otra-editora-de-alfa", groups=[alfa.editores])
    make_user("editora-de-beta", groups=[beta.editores])
    make_user("editora-de-la-provincia", groups=[provincia.editores])
    make_user("revisora-de-beta", groups=["Revisores · Beta"])
    make_user("super", is_superuser=True)
    make_user("gestora", groups=["Administradores"])
    make_user("moderador-de-baja", groups=["Moderadores"], is_active=False)


def test_a_submission_is_told_to_the_moderators_only(
    bystanders, moderadora, as_editor, alfa, mailoutbox
):
    page = write(as_editor, alfa, "Abre la biblioteca", **SUBMIT)
    assert mailoutbox == []
    round_of_mail()
    assert recipients(mailoutbox) == ["moderadora@ejemplo.cu"]
    [mail] = mailoutbox
    assert mail.subject == "[Alfa] Espera su revisión: Abre la biblioteca"
    assert "editora envió a moderación «Abre la biblioteca», de Alfa." in mail.body
    decide = reverse("moderacion:revisar", args=[page.pk])
    assert f"http://localhost:8000{decide}" in mail.body


def test_nothing_is_told_twice(moderadora, as_editor, alfa, mailoutbox):
    write(as_editor, alfa, "Abre la biblioteca", **SUBMIT)
    round_of_mail()
    round_of_mail()
    assert len(mailoutbox) == 1
    assert not Notificacion.objects.exists()


def test_the_reviewers_of_the_portal_come_first(moderadora, as_editor, alfa, mailoutbox):
    settings = PortalSettings.objects.get(site=alfa.site)
    reviewer = make_user("revisora", groups=[settings.revisores])
    settings.revision_municipal = True
    settings.save()
    page = write(as_editor, alfa, "Abre la biblioteca", **SUBMIT)
    round_of_mail()
    assert recipients(mailoutbox) == ["revisora@ejemplo.cu"]
    mailoutbox.clear()
    decide(alfa.signed_in(reviewer), page, "approve")
    round_of_mail()
    assert recipients(mailoutbox) == ["moderadora@ejemplo.cu"]


def test_many_that_wait_make_one_mail(moderadora, as_editor, alfa, mailoutbox):
    write(as_editor, alfa, "Número uno", **SUBMIT)
    round_of_mail()
    for title in ("Número dos", "Número tres"):
        write(as_editor, alfa, title, **SUBMIT)
    round_of_mail()
    assert len(mailoutbox) == 1
    let_pass(moderadora, minutes=16)
    round_of_mail()
    assert len(mailoutbox) == 2
    digest = mailoutbox[1]
    assert digest.subject == "2 páginas esperan su revisión"
    for title in ("Número dos", "Número tres"):
        assert f"Alfa: {title}" in digest.body
    assert "La envió editora hace" in digest.body
    assert "http://localhost:8000/admin/" in digest.body


def test_what_was_decided_meanwhile_is_not_told(moderadora, as_editor, alfa, mailoutbox):
    colleague = make_user("colega", groups=["Moderadores"])
    page = write(as_editor, alfa, "Abre la biblioteca", **SUBMIT)
    decide(alfa.signed_in(colleague), page, "approve")
    round_of_mail()
    assert recipients(mailoutbox) == ["editora@ejemplo.cu"]


def test_each_moderator_chooses_how_often(moderadora, as_moderator, as_editor, alfa, mailoutbox):
    account = reverse("wagtailadmin_account")
    assert "Cada cuánto se le avisa" in as_moderator.get(account).content.decode()
    assert "Cada cuánto se le avisa" not in as_editor.get(account).content.decode()
    PreferenciaDeNotificaciones.objects.create(user=moderadora, pausa=0)
    for title in ("Número uno", "Número dos"):
        write(as_editor, alfa, title, **SUBMIT)
    round_of_mail()
    assert len(mailoutbox) == 2


def test_who_switched_notices_off_gets_none(moderadora, as_editor, alfa, mailoutbox):
    profile = UserProfile.get_for_user(moderadora)
    profile.submitted_notifications = False
    profile.save()
    write(as_editor, alfa, "Abre la biblioteca", **SUBMIT)
    round_of_mail()
    assert mailoutbox == []


def test_an_approval_is_told_to_the_author_only(bystanders, enviada, as_moderator, mailoutbox):
    decide(as_moderator, enviada, "approve", "Muy clara.")
    round_of_mail()
    assert recipients(mailoutbox) == ["editora@ejemplo.cu"]
    [mail] = mailoutbox
    assert mail.subject == "[Alfa] Aprobada: Abre la biblioteca"
    assert "Muy clara." in mail.body
    assert "http://alfa.localhost:8000/noticias/abre-la-biblioteca/" in mail.body


def test_a_return_is_told_to_the_author_with_reason_and_place(
    bystanders, enviada, as_moderator, mailoutbox
):
    comment_on(as_moderator, enviada, "resumen", "Diga en qué calle.")
    decide(as_moderator, enviada, "reject", "Falta decir dónde queda.")
    round_of_mail()
    assert recipients(mailoutbox) == ["editora@ejemplo.cu"]
    [mail] = mailoutbox
    assert mail.subject == "[Alfa] Devuelta para corregir: Abre la biblioteca"
    assert "moderadora le devolvió «Abre la biblioteca», de Alfa" in mail.body
    assert "Falta decir dónde queda." in mail.body
    assert "- Resumen: Diga en qué calle. (moderadora)" in mail.body


def test_an_author_who_left_the_portal_hears_no_more_of_it(
    enviada, editora, beta, alfa, as_moderator, mailoutbox
):
    editora.groups.set([beta.editores])
    decide(as_moderator, enviada, "reject", "Falta decir dónde queda.")
    round_of_mail()
    assert mailoutbox == []


def test_an_urgent_publication_is_told_to_the_moderators_at_once(
    bystanders, moderadora, alfa, mailoutbox
):
    urgent = make_user("urgente", groups=[alfa.editores, "Publicación urgente"])
    write(alfa.signed_in(urgent), alfa, "Suspendidas las clases", **PUBLISH)
    round_of_mail()
    assert recipients(mailoutbox) == ["moderadora@ejemplo.cu"]
    [mail] = mailoutbox
    assert "Publicada con urgencia, sin moderación: Suspendidas las clases" in mail.subject
    assert "urgente publicó con urgencia" in mail.body


def test_comments_are_told_to_those_who_follow_the_page_and_still_see_it(
    enviada, as_moderator, alfa, beta, mailoutbox
):
    stranger = make_user("editora-de-beta", groups=[beta.editores])
    PageSubscription.objects.create(page=enviada, user=stranger, comment_notifications=True)
    PageSubscription.objects.update(comment_notifications=True)
    comment_on(as_moderator, enviada, "resumen", "Diga en qué calle.")
    round_of_mail()
    assert mailoutbox == []
    Notificacion.objects.update(creado=timezone.now() - timedelta(minutes=6))
    round_of_mail()
    assert recipients(mailoutbox) == ["editora@ejemplo.cu"]
    assert "Resumen: Diga en qué calle." in mailoutbox[0].body


def test_one_notice_that_cannot_be_written_does_not_stop_the_others(
    moderadora, as_editor, alfa, mailoutbox, settings
):
    broken = make_user("rota", groups=["Moderadores"])
    broken.email = "rota@ejemplo.cu\nBcc: otra@ejemplo.cu"
    broken.save()
    write(as_editor, alfa, "Abre la biblioteca", **SUBMIT)
    round_of_mail()
    assert recipients(mailoutbox) == ["moderadora@ejemplo.cu"]
    assert Notificacion.objects.filter(para=broken).exists()


def test_sending_asks_nothing_of_the_mail_server(as_editor, alfa, moderadora, settings):
    settings.EMAIL_BACKEND = "no.existe"
    page = write(as_editor, alfa, "Abre la biblioteca", **SUBMIT)
    assert page.workflow_in_progress
    rewrite(as_editor, page, **{"action-cancel-workflow": "1"})
