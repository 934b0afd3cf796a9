"""The review page of a submitted page: links to it, what it shows, and the decision."""

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry, WorkflowState

from moderacion.borrador_propio import DESECHAR
from noticias.models import NoticiaPage
from tests.factories import make_entidad, make_noticia, make_user
from tests.reading import links, soup, text

from .envios import COLA, begin, send, submit
from .writing import edit_url, editor_of, rewrite, said

REPORTS = [
    reverse("wagtailadmin_reports:workflow"),
    reverse("wagtailadmin_reports:workflow_tasks"),
]


def revisar_url(page):
    return reverse("moderacion:revisar", args=[page.pk])


def decide(browser, page, decision, **data):
    """Press a button of the review page as it is now, with the fields of its form."""
    form = soup(browser.get(revisar_url(page))).select_one("form:has([name=decision])")
    fields = {tag["name"]: tag["value"] for tag in form.select("input[name]")}
    return browser.post(revisar_url(page), fields | {"decision": decision} | data)


def shown(browser, page):
    return soup(browser.get(revisar_url(page))).main


def offered(browser, page):
    buttons = shown(browser, page).select("button[name=decision]")
    return [button["value"] for button in buttons]


@pytest.fixture(scope="module")
def _changed(once):
    once(lambda portales: submit_a_change(portales.alfa))


def submit_a_change(alfa):
    page = make_noticia(alfa, "Publicada", resumen="Abre a las ocho")
    page.resumen = "Abre a las nueve"
    page.save_revision(user=editor_of(alfa))
    submit(page, editor_of(alfa))


@pytest.fixture
def cambiada(_changed, alfa):
    """A published page with a change that waits for moderation."""
    return NoticiaPage.objects.child_of(alfa.noticias).get(title="Publicada")


# --- Ways in --------------------------------------------------------------------------------


@pytest.mark.parametrize("place", [COLA, "/admin/", *REPORTS])
def test_its_title_leads_to_what_changed_wherever_it_is_listed(cambiada, as_moderator, place):
    found = links(as_moderator.get(place))["Publicada"]
    assert found.partition("?")[0] == revisar_url(cambiada)


def test_who_does_not_decide_is_led_to_the_form_as_before(cambiada, as_editor):
    for place in ("/admin/", *REPORTS):
        assert links(as_editor.get(place))["Publicada"] == edit_url(cambiada)
    assert as_editor.get(revisar_url(cambiada), follow=True).status_code in {403, 404, 200}
    assert not soup(as_editor.get(revisar_url(cambiada), follow=True)).select("[name=decision]")


def test_the_form_of_what_waits_leads_there_too(cambiada, as_moderator):
    assert links(as_moderator.get(edit_url(cambiada)))["Ver qué cambia"] == revisar_url(cambiada)


def test_to_edit_is_a_choice(cambiada, as_moderator):
    chosen = links(as_moderator.get(revisar_url(cambiada)))["Editar la página"]
    assert chosen.partition("?")[0] == edit_url(cambiada)


# --- What it shows --------------------------------------------------------------------------


def test_of_what_is_public_the_difference_is_shown(cambiada, as_moderator):
    page = shown(as_moderator, cambiada)
    assert page.select_one(".deletion").get_text() == "ocho"
    assert page.select_one(".addition").get_text() == "nueve"
    assert not page.select("iframe")


def test_what_is_new_is_shown_as_it_will_look(alfa, enviada, as_moderator):
    frame = shown(as_moderator, enviada).iframe
    assert frame["title"] == "La página tal como quedará"
    assert "Abre la biblioteca" in text(as_moderator.get(frame["src"].partition("#")[0]))


def test_what_is_as_it_was_is_shown_whole(alfa, editora, as_moderator):
    page = make_noticia(alfa, "Igual")
    page.save_revision(user=editora)
    submit(page, editora)
    found = shown(as_moderator, page)
    assert "igual a lo publicado" in found.get_text()
    assert found.iframe


# --- The decision ---------------------------------------------------------------------------


@pytest.mark.on_both_databases
def test_approving_publishes_and_leads_back_to_the_queue_as_it_was(
    alfa, cambiada, as_moderator, committed
):
    in_alfa = f"{COLA}?portal=alfa"
    link = links(as_moderator.get(in_alfa))["Publicada"]
    form = soup(as_moderator.get(link)).select_one("form:has([name=decision])")
    fields = {tag["name"]: tag["value"] for tag in form.select("input[name]")}
    with committed():
        response = as_moderator.post(revisar_url(cambiada), fields | {"decision": "approve"})
    assert response.url == in_alfa
    assert "«Publicada»: aprobada y publicada" in said(as_moderator, response)
    assert "Abre a las nueve" in text(alfa.get("/noticias/publicada/"))


def test_what_goes_back_goes_with_a_reason(cambiada, as_moderator, as_editor):
    refused = decide(as_moderator, cambiada, "reject", comment=" ")
    assert refused.status_code == 200
    assert "Escriba qué hay que cambiar" in text(refused)
    assert soup(refused).select_one("details:has([name=comment])").has_attr("open")
    response = decide(as_moderator, cambiada, "reject", comment="Falta el día.")
    assert response.url == COLA
    assert "Falta el día." in text(as_editor.get("/admin/"))


def test_what_changed_since_it_was_looked_at_is_not_approved(cambiada, editora, as_moderator):
    form = shown(as_moderator, cambiada).select_one("form:has([name=decision])")
    fields = {tag["name"]: tag["value"] for tag in form.select("input[name]")}
    cambiada.resumen = "Otra cosa"
    cambiada.save_revision(user=editora)
    response = as_moderator.post(revisar_url(cambiada), fields | {"decision": "approve"})
    assert "cambió después de que usted la miró" in said(as_moderator, response)
    cambiada.refresh_from_db()
    assert cambiada.resumen == "Abre a las ocho"


def test_who_comes_late_is_told_what_became_of_it(cambiada, as_moderator, provincia):
    colleague = make_user("colega", groups=["Moderadores"], first_name="Rosa", last_name="Pi")
    decide(provincia.signed_in(colleague), cambiada, "approve")
    response = as_moderator.get(revisar_url(cambiada), follow=True)
    assert "ya no espera su decisión; la aprobó Rosa Pi" in text(response)


def test_a_decision_that_is_none_is_refused(cambiada, as_moderator):
    assert decide(as_moderator, cambiada, "nada").status_code == 400


# --- A moderator's own draft on top of the submitted version ----------------------------------


@pytest.mark.on_both_databases
def test_ones_own_draft_is_thrown_away_and_what_was_sent_is_decided(
    alfa, enviada, as_moderator, moderadora, committed
):
    rewrite(as_moderator, enviada, title="Abre la bibliotecaaa")
    assert offered(as_moderator, enviada) == ["discard", "reject"]
    draft = enviada.get_latest_revision()
    response = decide(as_moderator, enviada, "discard")
    assert "Ahora puede decidir" in said(as_moderator, response)
    assert offered(as_moderator, enviada) == ["approve", "reject"]
    entry = PageLogEntry.objects.get(page=enviada, action=DESECHAR)
    assert entry.user == moderadora
    assert enviada.revisions.filter(pk=draft.pk).exists()  # the draft can still be restored
    with committed():
        decide(as_moderator, enviada, "approve")
    enviada.refresh_from_db()
    assert (enviada.live, enviada.title) == (True, "Abre la biblioteca")


def test_rows_that_were_taken_away_come_back(alfa, editora, as_moderator):
    page = make_entidad(alfa, "Registro", live=False, contactos=[("telefono", "22 000001")])
    page = page.get_latest_revision_as_object()
    page.save()  # as the form does for a page that is not public
    page.save_revision(user=editora)
    submit(page, editora)
    rewrite(as_moderator, page, **{"contactos-0-DELETE": "1", "title": "Registro Civil"})
    decide(as_moderator, page, "discard")
    page.refresh_from_db()
    restored = page.get_latest_revision_as_object()
    assert restored.title == "Registro"
    assert [row.valor for row in restored.contactos.all()] == ["+53 22 000001"]
    assert offered(as_moderator, page) == ["approve", "reject"]


def test_what_one_sent_oneself_is_no_draft_to_throw_away(alfa, moderadora, as_moderator):
    page = begin(alfa, "Propia", moderadora)
    submit(page, moderadora)
    assert offered(as_moderator, page) == ["reject"]
    assert "debe aprobarla otra persona" in shown(as_moderator, page).get_text()


def test_a_draft_of_a_colleague_stays(enviada, as_moderator, provincia):
    colleague = provincia.signed_in(make_user("colega", groups=["Moderadores"]))
    rewrite(as_moderator, enviada, title="Mía")
    form = shown(as_moderator, enviada).select_one("form:has([name=decision])")
    fields = {tag["name"]: tag["value"] for tag in form.select("input[name]")}
    rewrite(colleague, enviada, title="De la colega")
    response = as_moderator.post(revisar_url(enviada), fields | {"decision": "discard"})
    assert "No se desechó nada" in said(as_moderator, response)
    enviada.refresh_from_db()
    assert enviada.get_latest_revision_as_object().title == "De la colega"


def test_nobody_decides_nor_throws_away_in_another_portal(beta, enviada, alfa, editora):
    state = send(alfa, "Otra", editora)
    reviewer = make_user("berta", groups=[beta.editores])
    for decision in ("approve", "reject", "discard"):
        response = beta.signed_in(reviewer).post(
            revisar_url(enviada), {"decision": decision, "comment": "No", "version": "1"}
        )
        assert response.status_code in {302, 403, 404}
    state.workflow_state.refresh_from_db()
    assert enviada.current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS
    assert not PageLogEntry.objects.filter(action=DESECHAR).exists()
