"""From the editor's draft to the citizen: nothing is published without the moderators."""

from datetime import timedelta
from time import sleep

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_noticia, make_user
from tests.reading import text

from .writing import add_url, decide, decide_in_form, decisions_offered, edit_url, rewrite, write


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


def test_a_rejected_item_comes_back_with_its_comment(enviada, as_moderator, alfa, as_editor):
    decide(as_moderator, enviada, "reject", "Falta decir dónde queda.")
    enviada.refresh_from_db()
    assert not enviada.live
    assert alfa.get("/noticias/abre-la-biblioteca/").status_code == 404
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


def test_nobody_approves_what_they_last_edited(enviada, as_moderator, provincia, alfa):
    rewrite(as_moderator, enviada, title="Corregida por la moderadora")
    # What she is offered tells this rule from that of publishing, which comes after it.
    assert decisions_offered(as_moderator, enviada) == {"reject"}
    decide(as_moderator, enviada, "approve")
    enviada.refresh_from_db()
    assert not enviada.live
    colleague = provincia.signed_in(make_user("colega", groups=["Moderadores"]))
    assert decisions_offered(colleague, enviada) == {"approve", "reject"}
    decide(colleague, enviada, "approve")
    enviada.refresh_from_db()
    assert enviada.live
    assert "Corregida por la moderadora" in text(alfa.get("/noticias/abre-la-biblioteca/"))


def test_nobody_approves_in_the_same_step_in_which_they_edit(enviada, as_moderator):
    decide_in_form(as_moderator, enviada, "approve", title="Corregida y aprobada de una vez")
    assert decisions_offered(as_moderator, enviada) == {"reject"}
    enviada.refresh_from_db()
    assert not enviada.live


def test_a_moderator_approves_from_the_form_what_she_did_not_touch(enviada, as_moderator):
    decide_in_form(as_moderator, enviada, "approve")
    enviada.refresh_from_db()
    assert enviada.live


def test_a_moderator_chooses_the_day_of_what_others_wrote_and_approves_it(
    enviada, as_moderator, alfa
):
    day = timezone.localtime() + timedelta(days=2)
    rewrite(as_moderator, enviada, go_live_at=f"{day:%d/%m/%Y %H:%M}")
    decide(as_moderator, enviada, "approve")
    enviada.refresh_from_db()
    assert not enviada.workflow_in_progress
    assert enviada.approved_schedule
    assert alfa.get("/noticias/abre-la-biblioteca/").status_code == 404


def test_the_editor_of_another_portal_cannot_decide(enviada, beta):
    intruder = beta.signed_in(make_user("editora-de-beta", groups=[beta.editores]))
    for action in ("approve", "reject"):
        decide(intruder, enviada, action)
    enviada.refresh_from_db()
    assert enviada.workflow_in_progress
    assert not enviada.live


def test_a_scheduled_item_appears_and_disappears_on_time(alfa, django_capture_on_commit_callbacks):
    page = make_noticia(alfa, "A su hora", live=False)
    page.go_live_at = timezone.now() + timedelta(seconds=1)
    page.expire_at = page.go_live_at + timedelta(seconds=1)
    page.save_revision().publish()

    def status_after_a_round():
        with django_capture_on_commit_callbacks(execute=True):
            call_command("publish_scheduled", verbosity=0)
        return alfa.get("/noticias/a-su-hora/").status_code

    assert status_after_a_round() == 404
    sleep(1.1)
    assert status_after_a_round() == 200
    sleep(1.1)
    assert status_after_a_round() == 404
