"""A portal with «Revisión municipal» has its pages reviewed at home, then by the province."""

import pytest
from django.urls import reverse
from wagtail.models import Workflow, WorkflowPage
from wagtail.test.utils.form_data import nested_form_data, streamfield

from base.models import PortalSettings
from home.creacion import create_portales
from tests.factories import make_user
from tests.reading import form_data, text

from .writing import decide, decide_in_form, edit_url, rewrite, said, write

SUBMIT = {"action-submit": "1"}


def settings_url(portal):
    return reverse("wagtailsettings:edit", args=["base", "portalsettings", portal.site.pk])


def settings_of(portal):
    return PortalSettings.objects.get(site=portal.site)


def switch(browser, portal, is_on):
    """Tick or clear «Revisión municipal» in the form of the portal's data."""
    url = settings_url(portal)
    data = form_data(browser.get(url), "#w-editor-form")
    data |= nested_form_data({"telefonos": streamfield([]), "redes": streamfield([])})
    data.pop("revision_municipal", None)
    return browser.post(url, data | ({"revision_municipal": "on"} if is_on else {}))


def workflow_of(portal):
    return WorkflowPage.objects.get(page=portal.container).workflow


@pytest.fixture
def revisora(alfa):
    return make_user("revisora", groups=[settings_of(alfa).revisores])


@pytest.fixture
def con_revision(as_administrator, alfa, revisora):
    """Alfa with its own review switched on; return the reviewer's browser."""
    response = switch(as_administrator, alfa, True)
    assert response.status_code == 302, text(response)
    return alfa.signed_in(revisora)


def test_the_switch_puts_two_steps_on_that_portal_only(con_revision, alfa, beta):
    names = [task.name for task in workflow_of(alfa).tasks]
    assert names == ["Revisión municipal · Alfa", "Moderación provincial"]
    assert [task.name for task in workflow_of(beta).tasks] == ["Moderación provincial"]


def test_a_page_goes_live_after_both_and_not_before(con_revision, as_editor, as_moderator, alfa):
    page = write(as_editor, alfa, "Abre la biblioteca", **SUBMIT)
    decide(as_moderator, page, "approve")
    page.refresh_from_db()
    assert page.current_workflow_task.name == "Revisión municipal · Alfa"
    response = decide_in_form(con_revision, page, "approve")
    assert "aprobada en este paso" in said(con_revision, response)
    page.refresh_from_db()
    assert not page.live
    decide(con_revision, page, "approve")
    page.refresh_from_db()
    assert not page.live
    decide(as_moderator, page, "approve")
    assert alfa.get("/noticias/abre-la-biblioteca/").status_code == 200


def test_nobody_reviews_what_they_last_edited(con_revision, as_editor, alfa):
    page = write(as_editor, alfa, "Abre la biblioteca", **SUBMIT)
    rewrite(con_revision, page, title="Corregida por la revisora")
    decide(con_revision, page, "approve")
    decide_in_form(con_revision, page, "approve")
    page.refresh_from_db()
    assert page.current_workflow_task.name == "Revisión municipal · Alfa"


def test_an_editor_who_also_reviews_does_not_review_her_own(con_revision, editora, alfa):
    editora.groups.add(settings_of(alfa).revisores)
    browser = alfa.signed_in(editora)
    page = write(browser, alfa, "Escrita y revisada", **SUBMIT)
    decide(browser, page, "approve")
    page.refresh_from_db()
    assert page.current_workflow_task.name == "Revisión municipal · Alfa"


def test_what_the_province_returns_goes_back_to_the_province(
    con_revision, as_editor, as_moderator, alfa
):
    page = write(as_editor, alfa, "Abre la biblioteca", **SUBMIT)
    decide(con_revision, page, "approve")
    decide(as_moderator, page, "reject", "Falta la hora.")
    rewrite(as_editor, page, title="Con hora", **SUBMIT)
    page.refresh_from_db()
    assert page.current_workflow_task.name == "Moderación provincial"


def test_the_reviewer_of_another_portal_cannot_decide(con_revision, as_editor, alfa, beta):
    page = write(as_editor, alfa, "Abre la biblioteca", **SUBMIT)
    other = beta.signed_in(make_user("ajena", groups=[settings_of(beta).revisores]))
    decide(other, page, "approve")
    assert other.get(edit_url(page)).status_code == 404
    page.refresh_from_db()
    assert page.current_workflow_task.name == "Revisión municipal · Alfa"


def test_switched_off_pages_under_way_finish_where_they_are(
    con_revision, as_administrator, as_editor, as_moderator, alfa
):
    before = write(as_editor, alfa, "Enviada antes", **SUBMIT)
    switch(as_administrator, alfa, False)
    after = write(as_editor, alfa, "Enviada después", **SUBMIT)
    decide(as_moderator, after, "approve")
    after.refresh_from_db()
    assert after.live
    decide(con_revision, before, "approve")
    decide(as_moderator, before, "approve")
    before.refresh_from_db()
    assert before.live


def test_switched_on_again_it_makes_nothing_twice(con_revision, as_administrator, alfa):
    switch(as_administrator, alfa, False)
    switch(as_administrator, alfa, True)
    assert Workflow.objects.count() == 2
    assert workflow_of(alfa).tasks.count() == 2


def test_the_command_repairs_what_is_missing_and_keeps_what_people_chose(con_revision, alfa, beta):
    other = Workflow.objects.create(name="Otro flujo")
    WorkflowPage.objects.filter(page=beta.container).update(workflow=other)
    two_steps = workflow_of(alfa)
    WorkflowPage.objects.filter(page=alfa.container).delete()
    create_portales(lambda line: None)
    assert workflow_of(alfa) == two_steps
    assert workflow_of(beta) == other


def test_without_reviewers_it_is_not_switched_on(as_administrator, alfa):
    response = switch(as_administrator, alfa, True)
    assert response.status_code == 200
    assert "Nadie revisaría" in text(response)
    assert "Revisores · Alfa" in text(response)
    assert not settings_of(alfa).revision_municipal


def test_an_editor_does_not_switch_it(as_editor, alfa, revisora):
    assert 'name="revision_municipal"' not in as_editor.get(settings_url(alfa)).content.decode()
    switch(as_editor, alfa, True)
    assert not settings_of(alfa).revision_municipal
