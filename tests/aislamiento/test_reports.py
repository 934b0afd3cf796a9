"""Reports of the admin show only the own portal: rows, filters, exports and menu entries."""

import pytest
from django.urls import reverse
from wagtail.models import Task, TaskState, Workflow, WorkflowState, WorkflowTask

from equipos.models import Equipo
from equipos.roles import grant_on_page
from tests.factories import make_entidad, make_noticia, make_page, make_tramite, make_user
from tests.reading import offered, soup, text

pytestmark = pytest.mark.on_both_databases


def report(name):
    return reverse(f"wagtailadmin_reports:{name}")


@pytest.fixture
def en_revision(alfa, beta, editora):
    """A news item of each municipality, submitted by its editor, and an unused workflow."""
    ajena = make_user("ajena", groups=[beta.editores])
    for portal, user in ((alfa, editora), (beta, ajena)):
        page = make_noticia(portal, f"Cosa de {portal.slug}", live=False)
        page.get_workflow().start(page, user)
    Workflow.objects.create(name="Flujo interno")
    Task.objects.create(name="Tarea interna")


@pytest.mark.parametrize("name", ["workflow", "workflow_tasks"])
def test_the_reports_of_moderation_know_the_own_portal_only(as_editor, en_revision, name):
    page = text(as_editor.get(report(name)))
    assert "Cosa de alfa" in page
    assert "Moderación provincial" in page
    for other in ("Cosa de beta", "ajena", "Flujo interno", "Tarea interna"):
        assert other not in page


@pytest.mark.parametrize("name", ["workflow", "workflow_tasks"])
@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_the_exports_of_moderation_hold_the_own_portal_only(as_editor, en_revision, name, format):
    response = as_editor.get(report(name), {"export": format})
    content = b"".join(response.streaming_content) if response.streaming else response.content
    assert b"beta" not in content
    if format == "csv":
        assert b"Cosa de alfa" in content


def test_who_works_on_all_portals_reads_all_of_it(as_moderator, en_revision):
    page = text(as_moderator.get(report("workflow")))
    for name in ("Cosa de alfa", "Cosa de beta", "editora", "ajena", "Flujo interno"):
        assert name in page


def test_the_report_of_workflows_tells_the_state_of_each_task(as_moderator, en_revision, alfa):
    flow = alfa.container.get_workflow()
    second = Task.objects.create(name="Segunda lectura")
    WorkflowTask.objects.create(workflow=flow, task=second, sort_order=9)
    state = WorkflowState.objects.first()
    task_state = state.current_task_state
    for status in (TaskState.STATUS_REJECTED, TaskState.STATUS_APPROVED):
        task_state.pk, task_state.id, task_state.status = None, None, status
        task_state.save()
    told = {
        f"{task.name}: {task.status_display}"
        for state in WorkflowState.objects.all()
        for task in state.all_tasks_with_status()
    }
    assert len(told) == 3  # approved, in progress, not started
    html = soup(as_moderator.get(report("workflow")))
    rows = html.select("table.listing tbody tr")
    assert [len(row.select("[data-w-tooltip-content-value]")) for row in rows] == [2, 2]
    shown = html.select("table.listing [data-w-tooltip-content-value]")
    assert {tip["data-w-tooltip-content-value"] for tip in shown} == told


@pytest.fixture
def bloqueadas(alfa, beta):
    """A page of each municipality, locked by one of its editors."""
    users = {}
    for portal in (alfa, beta):
        user = make_user(f"llavero-{portal.slug}", groups=[portal.editores])
        page = make_noticia(portal, f"Cerrada de {portal.slug}")
        page.locked, page.locked_by = True, user
        page.save()
        users[portal.slug] = user
    return users


def test_the_report_of_locked_pages_names_the_people_of_the_own_portal(alfa, bloqueadas):
    grant_on_page(alfa.editores, alfa.home, ["wagtailcore.unlock_page"])
    browser = alfa.signed_in(bloqueadas["alfa"])
    page = text(browser.get(report("locked_pages")))
    assert "Cerrada de alfa" in page
    assert "llavero-alfa" in page
    assert "beta" not in page.lower()


def test_what_nobody_in_person_published_is_said_to_be_published_by_the_system(alfa, as_moderator):
    make_noticia(alfa, "A su hora").save_revision().publish()
    page = text(as_moderator.get(report("aging_pages")))
    assert "El sistema" in page
    assert "None" not in page


@pytest.mark.parametrize(
    "name", ["site_history", "site_history_results", "page_types_usage", "page_types_usage_results"]
)
def test_the_reports_about_all_portals_do_not_exist_for_an_editor(as_editor, as_moderator, name):
    assert as_editor.get(report(name)).status_code == 404
    assert as_moderator.get(report(name)).status_code == 200


def test_the_menu_offers_what_the_person_may_open(as_editor, as_moderator):
    shut = ("reports/page-types-usage/",)
    for address in shut:
        assert address not in offered(as_editor)
        assert address in offered(as_moderator)
    assert "reports/workflow/" in offered(as_editor)
    assert "admin/images/" in offered(as_editor)
    assert "reports/aging-pages/" not in offered(as_editor)
    assert "reports/aging-pages/" in offered(as_moderator)
    assert "admin/locales/" not in offered(as_moderator)


# Reports about pages that the user fills in; to other users they would be empty.
OF_ENTITIES = ("informes/datos/", "informes/presencia/", "informes/indice-de-presencia/")
FOR_WRITERS = (*OF_ENTITIES, "tramites/presencia/", "por-confirmar/")


def test_who_works_on_no_page_is_offered_no_report_about_pages(alfa):
    browser = alfa.signed_in(make_user("coordinadora", groups=["Coordinador · Alfa"]))
    for address in ("reports/", "admin/pages/", *FOR_WRITERS):
        assert address not in offered(browser)


def test_who_translates_is_offered_no_report_about_what_others_fill_in(alfa, as_editor):
    browser = alfa.signed_in(make_user("traductor", groups=["Traductores · Alfa"]))
    for address in FOR_WRITERS:
        assert address not in offered(browser)
        assert address in offered(as_editor)
    assert "reports/translations/" in offered(browser)
    assert "reports/translations/" in offered(as_editor)


@pytest.mark.parametrize(
    ("make", "reports"),
    [
        (make_page, ()),
        (make_entidad, OF_ENTITIES),
        (make_tramite, ("tramites/presencia/",)),
    ],
)
def test_a_team_is_offered_the_reports_that_tell_of_its_page(alfa, editora, make, reports):
    equipo = Equipo.objects.create_for(make(alfa, "Del equipo"), user=editora)
    browser = alfa.signed_in(make_user("enfermera", groups=[equipo.group]))
    assert [address for address in FOR_WRITERS if address in offered(browser)] == list(reports)
    # A team writes its page in every language.
    assert "reports/translations/" in offered(browser)


@pytest.mark.parametrize("name", ["workflow", "workflow_tasks"])
def test_the_exports_of_moderation_name_people_as_people(as_moderator, alfa, name):
    author = make_user("lperez", groups=[alfa.editores], first_name="Lourdes", last_name="Pérez")
    page = make_page(alfa, "Cosa de alfa", live=False)
    page.save_revision(user=author)
    state = page.get_workflow().start(page, author).current_task_state
    state.reject(user=author)
    response = as_moderator.get(report(name), {"export": "csv"})
    content = b"".join(response.streaming_content).decode()
    assert "Lourdes Pérez" in content
    assert "lperez" not in content
