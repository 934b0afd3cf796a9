"""From the editor's draft to the citizen: nothing goes live past the moderators."""

from datetime import timedelta
from time import sleep

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from noticias.models import NoticiaPage
from tests.factories import make_noticia, make_user
from tests.reading import filled_form, text

NEWS_STREAMS = ["cuerpo"]


def add_url(parent):
    return reverse("wagtailadmin_pages:add", args=["noticias", "noticiapage", parent.pk])


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def write(browser, portal, title, **extra):
    """Write a news item in the form of the admin and send it as ``extra`` says."""
    form = browser.get(add_url(portal.noticias))
    assert form.status_code == 200
    data = filled_form(
        form,
        streams=NEWS_STREAMS,
        title=title,
        slug=title.lower().replace(" ", "-"),
        resumen=f"Resumen de {title}",
        **extra,
    )
    response = browser.post(add_url(portal.noticias), data)
    assert response.status_code == 302, text(response)
    return NoticiaPage.objects.get(title=title)


def rewrite(browser, page, **changes):
    form = browser.get(edit_url(page))
    assert form.status_code == 200
    return browser.post(edit_url(page), filled_form(form, streams=NEWS_STREAMS, **changes))


def decide(browser, page, action, comment=""):
    state = page.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    return browser.post(url, {"comment": comment, "next": edit_url(page)})


@pytest.fixture
def enviada(as_editor, alfa):
    """A news item that the editor of Alfa has submitted."""
    return write(as_editor, alfa, "Abre la biblioteca", **{"action-submit": "1"})


def test_a_draft_is_kept_and_no_citizen_sees_it(as_editor, alfa, mailoutbox):
    page = write(as_editor, alfa, "Abre la biblioteca")
    assert not page.live
    assert alfa.get("/noticias/abre-la-biblioteca/").status_code == 404
    assert "Abre la biblioteca" not in text(alfa.get())
    assert mailoutbox == []


def test_a_submitted_item_waits_for_the_moderators(enviada, alfa):
    assert enviada.workflow_in_progress
    assert not enviada.live
    assert alfa.get("/noticias/abre-la-biblioteca/").status_code == 404


def test_an_editor_who_asks_to_publish_gets_a_draft(as_editor, alfa):
    page = write(as_editor, alfa, "Sin permiso", **{"action-publish": "1"})
    assert not page.live
    assert rewrite(as_editor, page, **{"action-publish": "1"}).status_code == 302
    page.refresh_from_db()
    assert not page.live
    assert alfa.get("/noticias/sin-permiso/").status_code == 404


def test_an_editor_is_not_offered_to_publish(as_editor, alfa):
    page = text(as_editor.get(add_url(alfa.noticias)))
    assert "Guardar borrador" in page
    assert "action-publish" not in as_editor.get(add_url(alfa.noticias)).content.decode()


@pytest.mark.parametrize("action", ["unpublish", "delete", "move"])
def test_an_editor_cannot_take_what_is_live_away(as_editor, alfa, action):
    page = make_noticia(alfa, "Publicada")
    args = [page.pk] if action != "move" else [page.pk, alfa.home.pk]
    name = action if action != "move" else "move_confirm"
    as_editor.post(reverse(f"wagtailadmin_pages:{name}", args=args))
    assert alfa.get("/noticias/publicada/").status_code == 200


def test_an_editor_cannot_approve_her_own_item(as_editor, enviada):
    decide(as_editor, enviada, "approve")
    enviada.refresh_from_db()
    assert not enviada.live


def test_the_change_of_a_live_item_waits_too(as_editor, alfa):
    page = make_noticia(alfa, "Publicada")
    rewrite(as_editor, page, title="Cambiada", **{"action-submit": "1"})
    assert "Cambiada" not in text(alfa.get("/noticias/publicada/"))
    assert "Publicada" in text(alfa.get("/noticias/publicada/"))


def test_an_approved_item_is_live_on_its_own_portal_only(enviada, as_moderator, portales):
    assert decide(as_moderator, enviada, "approve").status_code == 302
    response = portales.alfa.get("/noticias/abre-la-biblioteca/")
    assert response.status_code == 200
    assert "Abre la biblioteca" in text(response)
    assert "Abre la biblioteca" in text(portales.alfa.get())
    for other in (portales.beta, portales.provincia):
        assert other.get("/noticias/abre-la-biblioteca/").status_code == 404
        assert "Abre la biblioteca" not in text(other.get())


def test_a_moderator_sees_what_waits_for_her(enviada, as_moderator):
    assert "Abre la biblioteca" in text(as_moderator.get("/admin/"))


def test_a_rejected_item_comes_back_with_its_comment(
    enviada, as_moderator, alfa, as_editor, mailoutbox
):
    mailoutbox.clear()
    decide(as_moderator, enviada, "reject", "Falta decir dónde queda.")
    enviada.refresh_from_db()
    assert not enviada.live
    assert alfa.get("/noticias/abre-la-biblioteca/").status_code == 404
    [mail] = mailoutbox
    assert mail.to == ["editora@ejemplo.cu"]
    assert "Falta decir dónde queda." in mail.body
    assert "Abre la biblioteca" in mail.body
    assert "Falta decir dónde queda." in as_editor.get(edit_url(enviada)).content.decode()


def test_a_rejected_item_can_be_submitted_again_and_approved(
    enviada, as_moderator, as_editor, alfa
):
    decide(as_moderator, enviada, "reject", "Falta decir dónde queda.")
    rewrite(
        as_editor, enviada, title="Abre la biblioteca de Alfa", **{"action-restart-workflow": "1"}
    )
    enviada.refresh_from_db()
    decide(as_moderator, enviada, "approve")
    assert "Abre la biblioteca de Alfa" in text(alfa.get("/noticias/abre-la-biblioteca/"))


def test_mail_about_a_submission_goes_to_the_moderators_only(
    alfa, beta, provincia, moderadora, editora, mailoutbox
):
    make_user("otra-editora-de-alfa", groups=[alfa.editores])
    make_user("editora-de-beta", groups=[beta.editores])
    make_user("editora-de-la-provincia", groups=[provincia.editores])
    make_user("super", is_superuser=True)
    make_user("gestora", groups=["Administradores"])
    write(alfa.signed_in(editora), alfa, "Abre la biblioteca", **{"action-submit": "1"})
    assert [address for mail in mailoutbox for address in mail.to] == ["moderadora@ejemplo.cu"]
    [mail] = mailoutbox
    assert "Abre la biblioteca" in mail.subject + mail.body
    assert "http://localhost:8000/admin/" in mail.body


def test_mail_about_an_approval_goes_to_the_editor_only(
    enviada, as_moderator, alfa, beta, mailoutbox
):
    make_user("otra-editora-de-alfa", groups=[alfa.editores])
    make_user("editora-de-beta", groups=[beta.editores])
    mailoutbox.clear()
    decide(as_moderator, enviada, "approve")
    assert [address for mail in mailoutbox for address in mail.to] == ["editora@ejemplo.cu"]


def test_nobody_approves_what_they_last_edited(enviada, as_moderator, provincia, alfa):
    rewrite(as_moderator, enviada, title="Corregida por la moderadora")
    decide(as_moderator, enviada, "approve")
    enviada.refresh_from_db()
    assert not enviada.live
    colleague = make_user("colega", groups=["Moderadores"])
    decide(provincia.signed_in(colleague), enviada, "approve")
    enviada.refresh_from_db()
    assert enviada.live
    assert "Corregida por la moderadora" in text(alfa.get("/noticias/abre-la-biblioteca/"))


def test_nobody_approves_in_the_same_step_in_which_they_edit(enviada, as_moderator):
    rewrite(
        as_moderator,
        enviada,
        title="Corregida y aprobada de una vez",
        **{"action-workflow-action": "true", "workflow-action-name": "approve"},
    )
    enviada.refresh_from_db()
    assert not enviada.live


def test_a_moderator_approves_from_the_form_what_she_did_not_touch(enviada, as_moderator):
    rewrite(
        as_moderator,
        enviada,
        **{"action-workflow-action": "true", "workflow-action-name": "approve"},
    )
    enviada.refresh_from_db()
    assert enviada.live


def test_the_editor_of_another_portal_cannot_decide(enviada, beta):
    intruder = beta.signed_in(make_user("editora-de-beta", groups=[beta.editores]))
    for action in ("approve", "reject"):
        decide(intruder, enviada, action)
    enviada.refresh_from_db()
    assert enviada.workflow_in_progress
    assert not enviada.live


def test_a_scheduled_item_appears_and_disappears_on_time(alfa, django_capture_on_commit_callbacks):
    page = make_noticia(alfa, "A su hora", live=False)
    page.go_live_at = timezone.now() + timedelta(seconds=0.5)
    page.expire_at = page.go_live_at + timedelta(seconds=0.5)
    page.save_revision().publish()

    def status_after_a_round():
        with django_capture_on_commit_callbacks(execute=True):
            call_command("publish_scheduled", verbosity=0)
        return alfa.get("/noticias/a-su-hora/").status_code

    assert status_after_a_round() == 404
    sleep(0.6)
    assert status_after_a_round() == 200
    sleep(0.6)
    assert status_after_a_round() == 404
