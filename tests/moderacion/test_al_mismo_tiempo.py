"""Two users at once: one acts while the request of the other is being processed."""

from contextlib import contextmanager

import pytest
from wagtail import hooks
from wagtail.models import WorkflowState

from noticias.models import NoticiaPage
from tests.factories import make_user
from tests.reading import filled_form, text

from .envios import submit
from .writing import (
    NEWS_STREAMS,
    bulk,
    decide,
    edit_url,
    editor_of,
    page_url,
    rewrite,
    said,
    write,
)

pytestmark = pytest.mark.on_both_databases

BY_ITSELF = {"accept": "application/json"}  # as the form sends when it saves itself
APPROVE = {"action-workflow-action": "true", "workflow-action-name": "approve"}
TAKE_BACK = {"action-cancel-workflow": "1"}


@contextmanager
def meanwhile(name, act):
    """Call ``act()`` once, when the next request reaches the hook ``name``.

    By then the page was read and the permission checked, and nothing is written yet.
    """
    to_do = [act]

    def hook(*_args):
        if to_do:
            to_do.pop()()

    with hooks.register_temporarily(name, hook, order=-9):
        yield
    assert not to_do


@pytest.fixture(scope="module")
def _drafted(once):
    once(lambda portales: write_a_draft(portales.alfa))


def write_a_draft(alfa):
    write(alfa.signed_in(editor_of(alfa)), alfa, "Abre el museo")


@pytest.fixture
def borrador(_drafted, alfa):
    """A draft that the editor of Alfa has not submitted."""
    return NoticiaPage.objects.child_of(alfa.noticias).get(title="Abre el museo")


@pytest.fixture
def as_colleague(provincia):
    """A browser of another moderator."""
    return provincia.signed_in(make_user("colega", groups=["Moderadores"]))


def filled(browser, page, **changes):
    """Return the data of the form of ``page``, as it is open in ``browser``."""
    return filled_form(browser.get(edit_url(page)), streams=NEWS_STREAMS, **changes)


# --- A page is published while its form is saved -----------------------------------------------


@pytest.mark.parametrize("headers", [BY_ITSELF, {}], ids=["by itself", "by hand"])
def test_what_is_published_while_its_form_is_saved_stays_published(
    alfa, as_editor, as_moderator, borrador, headers
):
    form = filled(as_editor, borrador, title="Abre el museo nuevo")
    with meanwhile("before_edit_page", lambda: bulk(as_moderator, "publish", borrador)):
        as_editor.post(edit_url(borrador), form, headers=headers)
    assert "Abre el museo nuevo" not in text(alfa.get("/noticias/abre-el-museo/"))
    borrador.refresh_from_db()
    assert (borrador.live, borrador.has_unpublished_changes) == (True, True)
    assert borrador.live_revision_id is not None
    assert borrador.first_published_at is not None
    assert borrador.get_latest_revision_as_object().title == "Abre el museo nuevo"


def test_what_is_published_while_an_older_version_is_brought_back_stays_published(
    alfa, as_editor, as_moderator, borrador
):
    first = borrador.get_latest_revision()
    rewrite(as_editor, borrador, title="Abre el museo nuevo")
    url = page_url("revisions_revert", borrador.pk, first.pk)
    form = filled_form(as_editor.get(url), streams=NEWS_STREAMS)
    with meanwhile("before_edit_page", lambda: bulk(as_moderator, "publish", borrador)):
        as_editor.post(url, form)
    assert "Abre el museo nuevo" in text(alfa.get("/noticias/abre-el-museo/"))
    borrador.refresh_from_db()
    assert borrador.get_latest_revision_as_object().title == "Abre el museo"


def test_what_saves_itself_does_not_write_over_what_a_colleague_is_saving(
    as_editor, as_moderator, borrador
):
    form = filled(as_editor, borrador, title="De la editora")
    colleague = filled(as_moderator, borrador, title="De la moderadora")
    with meanwhile("before_edit_page", lambda: as_moderator.post(edit_url(borrador), colleague)):
        answer = as_editor.post(edit_url(borrador), form, headers=BY_ITSELF)
    assert answer.json()["error_code"] == "invalid_revision"
    borrador.refresh_from_db()
    assert borrador.get_latest_revision_as_object().title == "De la moderadora"


# --- A decision while the author withdraws the page, or while another moderator decides -------


@pytest.mark.parametrize("author", ["as_editor", "as_moderator"])
def test_what_is_approved_while_its_author_takes_it_back_stays_published(
    request, alfa, as_colleague, author
):
    """The author is an editor, or a moderator who may still edit the page."""
    browser = request.getfixturevalue(author)
    page = write(browser, alfa, "Abre el museo", **{"action-submit": "1"})
    form = filled(browser, page, **TAKE_BACK)
    with meanwhile("before_edit_page", lambda: decide(as_colleague, page, "approve")):
        answer = browser.post(edit_url(page), form)
    assert "ya no espera: se decidió" in said(browser, answer)
    assert alfa.get("/noticias/abre-el-museo/").status_code == 200
    page.refresh_from_db()
    assert (page.live, page.has_unpublished_changes) == (True, False)
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_APPROVED


def test_what_was_approved_before_its_author_takes_it_back_is_told(
    as_editor, as_moderator, enviada
):
    form = filled(as_editor, enviada, **TAKE_BACK)
    decide(as_moderator, enviada, "approve")
    answer = as_editor.post(edit_url(enviada), form)
    assert "ya no espera: se decidió" in said(as_editor, answer)


def test_who_approves_in_the_form_what_a_colleague_is_returning_is_told(
    as_moderator, as_colleague, enviada
):
    form = filled(as_moderator, enviada, **APPROVE)
    with meanwhile(
        "before_edit_page", lambda: decide(as_colleague, enviada, "reject", "Falta el lugar.")
    ):
        answer = as_moderator.post(edit_url(enviada), form)
    assert "la devolvió" in said(as_moderator, answer)
    enviada.refresh_from_db()
    assert not enviada.live
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_NEEDS_CHANGES


def test_who_approves_in_the_form_what_a_colleague_approved_is_told_and_saves_no_draft(
    as_moderator, as_colleague, enviada
):
    form = filled(as_moderator, enviada, **APPROVE)
    decide(as_colleague, enviada, "approve")
    answer = as_moderator.post(edit_url(enviada), form)
    assert "la aprobó" in said(as_moderator, answer)
    enviada.refresh_from_db()
    assert (enviada.live, enviada.has_unpublished_changes) == (True, False)


# --- Several pages published at once ------------------------------------------------------------


def test_what_changes_while_several_are_published_is_left_out(
    as_editor, as_moderator, borrador, alfa
):
    other = write(as_editor, alfa, "Otra")
    change = filled(as_editor, borrador, title="Lo que nadie leyó")
    with meanwhile("before_bulk_action", lambda: as_editor.post(edit_url(borrador), change)):
        answer = bulk(as_moderator, "publish", borrador, other)
    told = said(as_moderator, answer)
    assert "cambiaron mientras tanto" in told
    assert "«Abre el museo»" in told
    for page, is_live in ((borrador, False), (other, True)):
        page.refresh_from_db()
        assert page.live is is_live


def test_what_is_sent_to_moderation_while_several_are_published_is_decided_there(
    as_moderator, editora, borrador
):
    with meanwhile("before_bulk_action", lambda: submit(borrador, editora)):
        bulk(as_moderator, "publish", borrador)
    borrador.refresh_from_db()
    assert not borrador.live
    assert borrador.workflow_in_progress
