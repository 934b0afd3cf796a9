"""The queue of a moderator holds everything that waits for that moderator, and nothing else."""

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Workflow, WorkflowPage, WorkflowTask

from base.models import PortalSettings
from home.models import StandardPage
from moderacion.models import ModeracionTask
from tests.factories import make_noticia, make_page, make_user
from tests.reading import soup, text

from .envios import COLA, begin, send, submit
from .writing import editor_of

pytestmark = pytest.mark.on_both_databases


@pytest.fixture
def editora_de_beta(beta):
    return make_editor_of_beta(beta)


def make_editor_of_beta(beta):
    return make_user("editora-de-beta", groups=[beta.editores], first_name="Berta")


def rows(response):
    return [" ".join(li.get_text(" ").split()) for li in soup(response).select("form li")]


def titles(response):
    return [tag.get_text() for tag in soup(response).select("form li .tablero__titulo")]


@pytest.fixture(scope="module")
def cola(once):
    once(fill_the_queue)


def fill_the_queue(portales):
    alfa, beta = portales.alfa, portales.beta
    editora = editor_of(alfa)
    send(alfa, "Hace un rato", editora, hours=1)
    send(beta, "Hace una semana", make_editor_of_beta(beta), hours=24 * 7)
    page = make_page(alfa, "Historia de Alfa", live=False, owner=editora)
    page.save_revision(user=editora)
    submit(page, editora, hours=30)


def test_what_waits_stands_oldest_first_with_portal_type_author_and_time(cola, as_moderator):
    response = as_moderator.get(COLA)
    assert titles(response) == ["Hace una semana", "Historia de Alfa", "Hace un rato"]
    oldest = rows(response)[0]
    for fact in ("Beta", "Noticia", "Berta", "espera desde hace 1 semana", "Nueva"):
        assert fact in oldest.replace("\xa0", " ")


def test_the_change_of_a_live_page_is_told_from_a_new_one(alfa, editora, as_moderator):
    page = make_noticia(alfa, "Publicada")
    page.save_revision(user=editora)
    submit(page, editora)
    [row] = rows(as_moderator.get(COLA))
    assert "Cambio en lo publicado" in row


def test_the_queue_is_filtered_by_portal_and_by_type(cola, as_moderator):
    assert titles(as_moderator.get(COLA, {"portal": "beta"})) == ["Hace una semana"]
    informativa = ContentType.objects.get_for_model(StandardPage)
    assert titles(as_moderator.get(COLA, {"tipo": informativa.pk})) == ["Historia de Alfa"]
    nothing = as_moderator.get(COLA, {"portal": "beta", "tipo": informativa.pk})
    assert "Nada de lo que eligió espera su decisión." in text(nothing)


def test_the_filters_also_work_without_loading_the_whole_page(cola, as_moderator):
    response = as_moderator.get(f"{COLA}resultados/", {"portal": "alfa"})
    assert "Historia de Alfa" in response.content.decode()
    assert "Hace una semana" not in response.content.decode()
    assert "<html" not in response.content.decode()


def test_a_long_queue_has_pages(alfa, editora, as_moderator):
    for number in range(22):
        send(alfa, f"Noticia {number}", editora, hours=100 - number)
    assert len(titles(as_moderator.get(COLA))) == 20
    assert titles(as_moderator.get(COLA, {"p": 2})) == ["Noticia 20", "Noticia 21"]
    assert "22 páginas esperan su decisión." in text(as_moderator.get(COLA))


def test_an_empty_queue_says_so(as_moderator):
    assert "Nada espera su decisión." in text(as_moderator.get(COLA))
    assert "Nada espera su decisión." in text(as_moderator.get("/admin/"))


def test_drafts_returned_and_decided_pages_do_not_wait(alfa, editora, moderadora, as_moderator):
    begin(alfa, "Solo un borrador", editora)
    for action, title in (("reject", "Devuelta"), ("approve", "Aprobada")):
        state = send(alfa, title, editora)
        state.task.specific.on_action(state.specific, moderadora, action, comment="No")
    assert titles(as_moderator.get(COLA)) == []


@pytest.mark.parametrize("group", ["Editores · Alfa", "Coordinador · Alfa", "Administradores"])
def test_who_decides_in_no_step_does_not_enter(cola, alfa, group):
    browser = alfa.signed_in(make_user("curiosa", groups=[group]))
    for path in (COLA, f"{COLA}resultados/", f"{COLA}varias/"):
        response = browser.get(path, follow=True)
        assert "Hace una semana" not in response.content.decode()
    assert "/admin/moderacion/por-revisar/" not in browser.get("/admin/").content.decode()


def test_the_menu_of_a_moderator_counts_what_waits(cola, as_moderator):
    assert "Por revisar (3)" in as_moderator.get("/admin/").content.decode()


@pytest.fixture
def revisora(alfa):
    """A reviewer of Alfa, whose pages pass a task of their own before that of the province."""
    record = PortalSettings.objects.get(slug="alfa")
    task = ModeracionTask.objects.create(name="Revisión de Alfa")
    task.groups.add(record.revisores)
    workflow = Workflow.objects.create(name="Alfa y provincia")
    provincial = ModeracionTask.objects.get(groups=Group.objects.get(name="Moderadores"))
    for order, step in enumerate((task, provincial)):
        WorkflowTask.objects.create(workflow=workflow, task=step, sort_order=order)
    WorkflowPage.objects.filter(page=alfa.container).update(workflow=workflow)
    return make_user("revisora", groups=[record.revisores])


def test_a_reviewer_of_a_portal_sees_what_waits_in_their_step_only(
    revisora, alfa, beta, editora, editora_de_beta, as_moderator
):
    send(alfa, "De Alfa", editora)
    send(beta, "De Beta", editora_de_beta)
    response = alfa.signed_in(revisora).get(COLA)
    assert titles(response) == ["De Alfa"]
    assert "Beta" not in response.content.decode()
    assert titles(as_moderator.get(COLA)) == ["De Beta"]


def test_the_queue_tells_how_long_approvals_take(alfa, editora, moderadora, as_moderator):
    for hours in (2, 5, 40):
        state = send(alfa, f"Esperó {hours}", editora, hours=hours)
        state.refresh_from_db()
        state.task.specific.on_action(state.specific, moderadora, "approve")
    details = soup(as_moderator.get(COLA)).select_one("details")
    assert "Alfa: 5 horas" in details.get_text(" ").replace("\xa0", " ")
    listed = text(as_moderator.get(details.a["href"]))
    assert "Esperó 2" in listed
    assert "Esperó 40" in listed


def test_a_longer_queue_costs_no_more_queries(
    portales, editora, as_moderator, django_assert_max_num_queries
):
    for portal in portales:
        send(portal, "Primera", editora)
    as_moderator.get(COLA)
    with django_assert_max_num_queries(200) as first:
        as_moderator.get(COLA)
    for portal in portales:
        for number in range(4):
            send(portal, f"Otra {number}", editora)
    with django_assert_max_num_queries(len(first)):
        as_moderator.get(COLA)
    assert len(first) < 45
