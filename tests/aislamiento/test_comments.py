"""Comment data with ids of other pages does not change threads of those pages."""

import pytest
from django.urls import reverse
from wagtail.models import Comment, CommentReply

from tests.aislamiento.forms import comments
from tests.factories import make_page, make_user
from tests.reading import filled_form


@pytest.fixture
def threads(alfa, beta, editora):
    """A thread with an answer on a page of each portal."""
    made = {}
    for portal, author in ((alfa, editora), (beta, make_user("otra", groups=[beta.editores]))):
        page = make_page(portal, f"Con comentarios de {portal.slug}")
        thread = Comment.objects.create(page=page, user=author, text="Hilo", contentpath="title")
        answer = CommentReply.objects.create(comment=thread, user=author, text="Respuesta")
        made[portal.slug] = {Comment: thread, CommentReply: answer}
    return made


def test_a_form_sent_by_hand_touches_no_thread_of_another_page(threads, alfa, beta, as_editor):
    own, foreign = threads["alfa"], threads["beta"]
    page = own[Comment].page
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])

    def rows():
        there = {"page": foreign[Comment].page_id}
        answers = CommentReply.objects.filter(comment__page=there["page"])
        return list(Comment.objects.filter(**there).values()), list(answers.values())

    before, sent = rows(), []
    picks = (lambda model: own[model].pk), (lambda model: foreign[model].pk)
    for note, data in comments(*picks, lambda kind: f"Texto de {kind}"):
        as_editor.post(url, filled_form(as_editor.get(url), streams=["cuerpo"]) | data)
        assert rows() == before, note
        sent.append(note)
    assert len(sent) == 7
    # Own comments were saved: the request was not refused as a whole.
    assert page.wagtail_admin_comments.filter(text__startswith="Texto de").exists()
