"""The buttons and messages around a decision of moderation, and what the author gets."""

import pytest
from django.urls import reverse
from wagtail.models import Page, TaskState, WorkflowState

from indicadores.models import IndicadorPage
from moderacion.devoluciones import devoluciones, lugar
from moderacion.versiones import version_of
from tests.factories import make_indicador, make_noticia, make_user
from tests.reading import filled_form, links, soup, text

from .envios import COLA, VARIAS, chosen, reject, send
from .writing import (
    NEWS_STREAMS,
    add_url,
    comment_on,
    decide,
    decide_in_form,
    edit_url,
    page_url,
    rewrite,
    said,
    with_button,
    write,
)


def buttons(browser, url):
    """Return the buttons at the foot of the form, the first one first."""
    page = soup(browser.get(url))
    found = page.select("footer button, footer a.button") or page.select(".footer button")
    labels = [" ".join(button.get_text(" ").split()) for button in found]
    return [label for label in labels if label not in ("", "Más acciones")]


# --- Buttons ---------------------------------------------------------------------------------


def test_an_editor_sends_with_the_first_button(as_editor, alfa):
    page = write(as_editor, alfa, "Un borrador")
    for url in (add_url(alfa.noticias), edit_url(page)):
        assert buttons(as_editor, url)[:2] == ["Enviar a moderación", "Guardar borrador"]


def test_enter_in_a_field_saves_and_neither_sends_nor_publishes(
    as_editor, as_moderator, enviada, alfa
):
    for browser, url in ((as_editor, add_url(alfa.noticias)), (as_moderator, edit_url(enviada))):
        # A button submits its form unless its type says otherwise.
        found = soup(browser.get(url)).select("#page-edit-form button:not([type=button])")
        assert not found[0].get("name")
        assert not found[0].get("data-workflow-action-name")


def test_what_waits_offers_nothing_at_first_sight_and_says_why(as_editor, enviada):
    page = as_editor.get(edit_url(enviada))
    assert buttons(as_editor, edit_url(enviada)) == ["Página bloqueada", "Retirar de moderación"]
    assert "espera en «Moderación provincial»" in text(page)
    assert "Retirar de moderación" in text(page)


def test_a_moderator_approves_with_the_first_button(enviada, as_moderator):
    offered = buttons(as_moderator, edit_url(enviada))
    assert offered[:3] == [
        "Aprobar y publicar",
        "Devolver con un comentario",
        "Aprobar y publicar con un comentario",
    ]
    assert not {"Retirar de moderación", "Publicar", "Publicar tal como está"} & set(offered)


def test_who_edited_last_is_told_and_not_offered_to_approve(enviada, as_moderator):
    rewrite(as_moderator, enviada, title="Corregida")
    assert "Aprobar y publicar" not in buttons(as_moderator, edit_url(enviada))
    assert "la debe aprobar otra persona" in text(as_moderator.get(edit_url(enviada)))


def test_who_only_looked_and_saved_may_still_approve(enviada, as_moderator):
    rewrite(as_moderator, enviada)
    assert buttons(as_moderator, edit_url(enviada))[0] == "Aprobar y publicar"
    decide(as_moderator, enviada, "approve")
    enviada.refresh_from_db()
    assert enviada.live


def test_who_decided_goes_on_with_what_else_waits(enviada, editora, alfa, as_moderator):
    send(alfa, "La siguiente", editora)
    in_alfa = COLA + "?portal=alfa"
    look = as_moderator.get(links(as_moderator.get(in_alfa))[enviada.title])
    edit = links(look)["Editar la página"]
    assert soup(as_moderator.get(edit)).select_one("[name=next]")["value"] == in_alfa
    assert decide_in_form(as_moderator, enviada, "reject", comment="").url == edit_url(enviada)
    response = decide_in_form(as_moderator, enviada, "approve")
    assert response.url == COLA
    assert "aprobada y publicada" in said(as_moderator, response)


def test_who_decides_without_the_form_goes_on_with_what_else_waits(enviada, as_moderator):
    state = enviada.current_workflow_task_state
    assert reject(as_moderator, state, "Falta la hora.").url == COLA


def test_a_row_added_to_what_is_public_stays_of_who_added_it(alfa, as_editor, as_moderator):
    public = {"periodo": "2025", "plan": 10, "real": 9, "sort_order": 0}
    page = make_indicador(alfa, "Obras", public, periodicidad="anual")
    row = {"periodo": "2026", "plan": "10", "real": "12", "id": "", "ORDER": "2", "DELETE": ""}
    added = {f"valores-1-{name}": value for name, value in row.items()}
    rewrite(as_editor, page, **{"valores-TOTAL_FORMS": "2", "action-submit": "1"}, **added)
    decide_in_form(as_moderator, page, "approve")
    valores = IndicadorPage.objects.get().valores.all()
    assert [valor.periodo for valor in valores] == ["2025", "2026"]


def test_who_changed_an_added_row_does_not_approve_it(alfa, as_editor, as_moderator):
    page = make_indicador(alfa, "Obras", periodicidad="anual")
    row = {"periodo": "2026", "plan": "10", "real": "12", "id": "", "ORDER": "1", "DELETE": ""}
    added = {f"valores-0-{name}": value for name, value in row.items()}
    rewrite(as_editor, page, **{"valores-TOTAL_FORMS": "1", "action-submit": "1"}, **added)
    decide_in_form(as_moderator, page, "approve", **{"valores-0-real": "13"})
    assert not IndicadorPage.objects.get().valores.exists()


@pytest.mark.on_both_databases
@pytest.mark.parametrize("action", ["approve", "reject"])
def test_nobody_decides_on_what_a_colleague_changed_meanwhile(
    enviada, as_moderator, provincia, action
):
    seen = as_moderator.get(edit_url(enviada))
    colleague = provincia.signed_in(make_user("colega", groups=["Moderadores"]))
    rewrite(colleague, enviada, title="Abre la biblioteca nueva")
    data = filled_form(seen, streams=NEWS_STREAMS, title="Mía", **with_button(action, "Qué calle"))
    told = said(as_moderator, as_moderator.post(edit_url(enviada), data))
    assert "quedó sin decidir: cambió después de que usted la miró" in told
    assert "«Qué calle»" in told  # the comment can be copied from the message
    enviada.refresh_from_db()
    assert (enviada.live, enviada.workflow_in_progress) == (False, True)
    assert enviada.title == "Abre la biblioteca nueva"
    assert enviada.get_latest_revision_as_object().title == "Abre la biblioteca nueva"
    decide_in_form(as_moderator, enviada, "approve")
    enviada.refresh_from_db()
    assert (enviada.live, enviada.title) == (True, "Abre la biblioteca nueva")


def test_nobody_returns_an_older_version_over_what_a_colleague_wrote_meanwhile(
    enviada, as_moderator, provincia
):
    url = page_url("revisions_revert", enviada.pk, enviada.latest_revision_id)
    data = filled_form(as_moderator.get(url), streams=NEWS_STREAMS, **with_button("reject", "No"))
    colleague = provincia.signed_in(make_user("colega", groups=["Moderadores"]))
    rewrite(colleague, enviada, title="Abre la biblioteca nueva")
    assert "quedó sin decidir" in said(as_moderator, as_moderator.post(url, data))
    enviada.refresh_from_db()
    assert enviada.workflow_in_progress
    assert enviada.get_latest_revision_as_object().title == "Abre la biblioteca nueva"


def writes_over(page, title):
    """Overwrite the latest revision, as automatic saving does: the revision keeps its key."""
    page = Page.objects.get(pk=page.pk).specific
    latest = page.latest_revision
    draft = latest.as_object()
    draft.title = title
    draft.save_revision(user=latest.user, overwrite_revision=latest, clean=False)
    assert Page.objects.get(pk=page.pk).latest_revision_id == latest.pk


def at_the_door(browser, page, door, action):
    """Read ``page`` at one of the ways to decide; return a function that decides there."""
    state = page.current_workflow_task_state
    look, form = browser.get(f"{COLA}{page.pk}/"), browser.get(edit_url(page))
    version = {"version": soup(look).select_one("[name=version]")["value"]}
    decision = {"decision": action, "comment": "No"}
    url, data = {
        "the look": (f"{COLA}{page.pk}/", version | decision),
        "several": (VARIAS, chosen(state) | decision),
        "the form": (
            edit_url(page),
            filled_form(form, streams=NEWS_STREAMS, **with_button(action, "No")),
        ),
        "the address of Wagtail": (
            page_url("workflow_action", page.pk, action, state.pk),
            version | {"comment": "No"},
        ),
    }[door]
    return lambda: text(browser.post(url, data, follow=True))


at_every_door = pytest.mark.parametrize(
    "door", ["the look", "several", "the form", "the address of Wagtail"]
)


@pytest.mark.on_both_databases
@pytest.mark.parametrize("action", ["approve", "reject"])
@at_every_door
def test_nobody_decides_on_what_was_written_over_meanwhile(enviada, as_moderator, door, action):
    act = at_the_door(as_moderator, enviada, door, action)
    writes_over(enviada, "Lo que nadie leyó")
    assert "cambió después de que usted la miró" in act()
    enviada.refresh_from_db()
    assert not enviada.live
    assert enviada.workflow_in_progress
    assert enviada.get_latest_revision_as_object().title == "Lo que nadie leyó"


@at_every_door
def test_the_second_is_told_at_every_door_what_the_first_decided(
    enviada, as_moderator, provincia, door
):
    act = at_the_door(as_moderator, enviada, door, "approve")
    colleague = make_user("colega", groups=["Moderadores"], first_name="Rosa", last_name="Pi")
    decide(provincia.signed_in(colleague), enviada, "reject", "Falta el lugar.")
    assert "ya no espera su decisión; la devolvió Rosa Pi" in act()
    enviada.refresh_from_db()
    assert not enviada.live


@at_every_door
def test_who_edited_last_returns_at_every_door(enviada, as_moderator, door):
    rewrite(as_moderator, enviada, title="Corregida")
    at_the_door(as_moderator, enviada, door, "reject")()
    state = WorkflowState.objects.get(object_id=str(enviada.pk))
    assert state.status == WorkflowState.STATUS_NEEDS_CHANGES


@pytest.mark.on_both_databases
@pytest.mark.parametrize("action", ["approve", "reject"])
def test_a_form_that_names_no_version_decides_nothing(enviada, as_moderator, action):
    form = filled_form(as_moderator.get(edit_url(enviada)), streams=NEWS_STREAMS)
    for name in ("loaded_revision_id", "loaded_revision_created_at"):
        form.pop(name)
    as_moderator.post(edit_url(enviada), form | with_button(action, "No"))
    enviada.refresh_from_db()
    assert (enviada.live, enviada.workflow_in_progress) == (False, True)


@pytest.mark.on_both_databases
def test_the_second_of_two_is_told_what_the_first_decided(enviada, as_moderator, provincia):
    """Even if the second moderator read the page before the first decided."""
    colleague = provincia.signed_in(make_user("colega", groups=["Moderadores"]))
    state = enviada.current_workflow_task_state.specific
    decide(colleague, enviada, "reject", "Falta el lugar.")
    assert state.status == TaskState.STATUS_IN_PROGRESS  # as the second moderator read it
    state.task.specific.on_action(state, make_user("otra", groups=["Moderadores"]), "approve")
    state.refresh_from_db()
    enviada.refresh_from_db()
    assert state.status == TaskState.STATUS_REJECTED
    assert not enviada.live
    answer = as_moderator.get(f"{COLA}{enviada.pk}/")
    assert "la devolvió" in said(as_moderator, answer)


def test_who_commented_in_the_margin_may_still_approve(enviada, as_moderator):
    comment_on(as_moderator, enviada, "resumen", "Muy claro.")
    decide(as_moderator, enviada, "approve")
    enviada.refresh_from_db()
    assert enviada.live


def test_saving_again_does_not_make_somebody_elses_page_of_ones_own(enviada, as_moderator):
    rewrite(as_moderator, enviada, title="Corregida")
    rewrite(as_moderator, enviada)
    decide(as_moderator, enviada, "approve")
    enviada.refresh_from_db()
    assert not enviada.live


def test_a_colleague_who_only_saves_does_not_make_ones_own_change_somebody_elses(
    enviada, as_moderator, provincia
):
    colleague = provincia.signed_in(make_user("otra", groups=["Moderadores"]))
    rewrite(as_moderator, enviada, title="Corregida")
    rewrite(colleague, enviada)
    decide(as_moderator, enviada, "approve")
    enviada.refresh_from_db()
    assert not enviada.live


def test_an_editor_takes_back_what_waits(enviada, as_editor):
    assert "Retirar de moderación" in buttons(as_editor, edit_url(enviada))
    rewrite(as_editor, enviada, **{"action-cancel-workflow": "1"})
    enviada.refresh_from_db()
    assert not enviada.workflow_in_progress


def test_what_came_back_is_sent_again_with_the_first_button(enviada, as_editor, as_moderator):
    decide(as_moderator, enviada, "reject", "Falta la hora.")
    assert buttons(as_editor, edit_url(enviada))[0] == "Enviar de nuevo a moderación"


def test_who_is_trusted_reads_that_it_goes_past_moderation(alfa):
    urgent = make_user("urgente", groups=[alfa.editores, "Publicación urgente"])
    offered = buttons(alfa.signed_in(urgent), add_url(alfa.noticias))
    assert offered[0] == "Enviar a moderación"
    assert "Publicar con urgencia, sin moderación" in offered


# --- Messages afterwards -----------------------------------------------------------------------


@pytest.mark.parametrize("way", [decide, decide_in_form])
def test_an_approval_says_that_the_page_is_published(enviada, as_moderator, way):
    response = way(as_moderator, enviada, "approve")
    told = said(as_moderator, response)
    assert "«Abre la biblioteca»: aprobada y publicada." in told
    assert "actualizada" not in told


@pytest.mark.parametrize("way", [decide, decide_in_form])
def test_a_return_says_to_whom(enviada, editora, as_moderator, way):
    editora.first_name, editora.last_name = "Ana", "Pérez"
    editora.save()
    response = way(as_moderator, enviada, "reject", "Falta la hora.")
    assert "devuelta a Ana Pérez con su comentario" in said(as_moderator, response)


@pytest.mark.parametrize("way", [decide, decide_in_form])
@pytest.mark.parametrize("comment", ["", "   "])
def test_a_return_needs_a_reason(enviada, as_moderator, way, comment):
    response = way(as_moderator, enviada, "reject", comment)
    assert "falta el comentario" in said(as_moderator, response)
    enviada.refresh_from_db()
    assert enviada.workflow_in_progress


def test_the_dialogue_asks_for_the_reason(enviada, as_moderator):
    state = enviada.current_workflow_task_state
    for name in ("workflow_action", "collect_workflow_action_data"):
        url = reverse(f"wagtailadmin_pages:{name}", args=[enviada.pk, "reject", state.pk])
        headers = {"x-requested-with": "XMLHttpRequest"}
        version = version_of(Page.objects.get(pk=enviada.pk))
        answer = as_moderator.post(url, {"comment": "", "version": version}, headers=headers).json()
        assert "Escriba qué hay que cambiar" in answer["html"]
    enviada.refresh_from_db()
    assert enviada.workflow_in_progress


def test_nobody_decides_a_page_through_the_address_of_another(enviada, as_moderator, alfa):
    own = write(as_moderator, alfa, "De la moderadora", **{"action-submit": "1"})
    state = own.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[enviada.pk, "approve", state.pk])
    as_moderator.post(url, {"comment": "", "version": version_of(own)})
    own.refresh_from_db()
    assert not own.live


# --- What reaches the author --------------------------------------------------------------------


def test_the_author_reads_reason_and_place_above_the_form(enviada, as_moderator, as_editor):
    comment_on(as_moderator, enviada, "resumen", "Diga en qué calle.")
    decide(as_moderator, enviada, "reject", "Falta el lugar.")
    page = text(as_editor.get(edit_url(enviada)))
    assert "«Falta el lugar.»" in page
    assert "Resumen: «Diga en qué calle.»" in page


def test_what_came_back_is_listed_for_its_author_only(
    enviada, as_moderator, editora, alfa, moderadora
):
    comment_on(as_moderator, enviada, "title", "Más corto.")
    decide(as_moderator, enviada, "reject", "Falta el lugar.")
    [item] = devoluciones(editora, [enviada.pk])
    assert (item.pagina.pk, item.comentario) == (enviada.pk, "Falta el lugar.")
    assert [(place.lugar, place.texto) for place in item.observaciones] == [
        ("Título", "Más corto.")
    ]
    assert devoluciones(make_user("otra", groups=[alfa.editores]), [enviada.pk]) == []
    assert devoluciones(moderadora, [enviada.pk]) == []


def test_what_was_sent_again_is_no_longer_listed(enviada, as_moderator, as_editor, editora):
    decide(as_moderator, enviada, "reject", "Falta el lugar.")
    rewrite(as_editor, enviada, title="Con lugar", **{"action-submit": "1"})
    assert devoluciones(editora, [enviada.pk]) == []


def test_the_place_names_the_block(as_editor, as_moderator, alfa, editora):
    page = make_noticia(alfa, "Con bloques")
    page.cuerpo = [("texto", "<p>Uno</p>"), ("cita", {"texto": "Dos"})]
    page.save_revision()
    page = page.get_latest_revision_as_object()
    second = page.cuerpo[1].id
    assert lugar(page, f"cuerpo.{second}.texto").startswith("Texto de la noticia, bloque 2 (")
    assert lugar(page, "cuerpo.no-existe") == "Texto de la noticia"
    assert lugar(page, "nada") == "la página"


def test_the_list_of_what_came_back_asks_a_fixed_number_of_questions(
    as_editor, as_moderator, alfa, editora, django_assert_max_num_queries
):
    pages = [write(as_editor, alfa, f"Número {n}", **{"action-submit": "1"}) for n in range(3)]
    for page in pages:
        decide(as_moderator, page, "reject", "Falta el lugar.")
    with django_assert_max_num_queries(14):
        assert len(devoluciones(editora, [page.pk for page in pages])) == 3


def test_what_came_back_and_is_not_shown_is_not_read(
    as_editor, as_moderator, alfa, django_assert_max_num_queries
):
    # The front page shows the last five, the list all nine.
    shown = {"/admin/": 5, "/admin/moderacion/paginas/devueltas/": 9}

    def send_back(number):
        page = write(as_editor, alfa, f"Número {number}", **{"action-submit": "1"})
        comment_on(as_moderator, page, "resumen", f"Diga más en la {number}.")
        decide(as_moderator, page, "reject", "Falta el lugar.")

    for number in range(6):
        send_back(number)
    enough = {}
    for url in shown:
        as_editor.get(url)
        with django_assert_max_num_queries(150) as first:
            as_editor.get(url)
        enough[url] = len(first)  # count now: the next request resets the log
    for number in range(6, 9):
        send_back(number)
    for url, count in shown.items():
        with django_assert_max_num_queries(enough[url]) as second:
            said = text(as_editor.get(url))
        comments = [number for number in range(9) if f"Diga más en la {number}." in said]
        read = [query["sql"] for query in second if "wagtailcore_comment" in query["sql"]]
        assert len(comments) == count, url
        assert len(read) == 1, url


def test_a_decision_leaves_the_workflow_as_wagtail_knows_it(enviada, as_moderator):
    decide_in_form(as_moderator, enviada, "reject", "Falta el lugar.")
    state = WorkflowState.objects.get(object_id=str(enviada.pk))
    assert state.status == WorkflowState.STATUS_NEEDS_CHANGES
    assert state.current_task_state.status == TaskState.STATUS_REJECTED
    assert state.current_task_state.comment == "Falta el lugar."
