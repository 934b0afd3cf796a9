"""Several decisions at once: each follows its own rules, and every failure is named."""

from datetime import time
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from wagtail.models import Page

from moderacion.versiones import version_of
from noticias.models import NoticiaPage
from tests.factories import make_entidad, make_noticia, make_user
from tests.reading import soup, text

from .envios import COLA, VARIAS, begin, chosen, send, submit
from .writing import editor_of


@pytest.fixture(scope="module")
def _sent(once):
    once(lambda portales: send_two(portales.alfa, portales.beta))


def send_two(alfa, beta):
    send(alfa, "De Alfa", editor_of(alfa))
    send(beta, "De Beta", make_user("berta", groups=[beta.editores]))


@pytest.fixture
def esperan(_sent):
    """Two new pages of two portals that wait for moderation."""
    pages = [NoticiaPage.objects.get(title=title) for title in ("De Alfa", "De Beta")]
    return [page.current_workflow_task_state for page in pages]


def decide(browser, states, decision, **data):
    return browser.post(VARIAS, chosen(*states) | {"decision": decision} | data, follow=True)


def is_live(state):
    return Page.objects.get(pk=state.workflow_state.object_id).live


def article(response, title):
    [found] = [tag for tag in soup(response).select("article") if title in tag.get_text()]
    return found


def test_each_chosen_page_shows_what_changes_for_the_citizen(alfa, editora, as_moderator):
    page = make_noticia(alfa, "Publicada", resumen="Abre a las ocho")
    page.resumen = "Abre a las nueve"
    page.save_revision(user=editora)
    changed = submit(page, editora)
    new = send(alfa, "Nunca vista", editora, resumen="Todo esto es nuevo")

    response = as_moderator.get(VARIAS, {"tarea": [changed.pk, new.pk]})
    shown = article(response, "Publicada").dl
    assert [dt.get_text() for dt in shown.select("dt")] == ["Resumen"]
    assert shown.select_one(".deletion").get_text() == "ocho"
    assert shown.select_one(".addition").get_text() == "nueve"
    fresh = article(response, "Nunca vista").dl
    assert "Todo esto es nuevo" in [tag.get_text() for tag in fresh.select(".addition")]
    assert "24 de noviembre de 2026" in fresh.get_text()
    assert not fresh.select(".deletion")


def test_of_a_list_only_the_rows_that_change_are_shown_and_in_words(alfa, editora, as_moderator):
    contacts = [("telefono", "22 000001"), ("telefono", "22 000002")]
    page = make_entidad(alfa, "Abierta", contactos=contacts)
    first = page.contactos.all()[0]
    first.valor = "+53 22 000009"
    page.contactos.add(first)
    page.save_revision(user=editora)
    changed = submit(page, editora)
    new = make_entidad(alfa, "Nueva", live=False, horarios=[("lu-vi", time(13), time(17))])
    waiting = submit(new, editora)

    response = as_moderator.get(VARIAS, {"tarea": [changed.pk, waiting.pk]})
    shown = article(response, "Abierta").dl
    assert [dt.get_text() for dt in shown.select("dt")] == ["Cómo comunicarse"]
    assert "000009" in shown.get_text()
    assert "000002" not in shown.get_text()
    fresh = " ".join(article(response, "Nueva").dl.get_text().split())
    assert "Abre 1:00 p.m. Cierra 5:00 p.m." in fresh
    assert "None" not in fresh
    assert "No No" not in fresh


@pytest.mark.on_both_databases
def test_all_chosen_pages_are_published_with_one_decision(esperan, portales, as_moderator):
    response = decide(as_moderator, esperan, "approve")
    assert "Publicadas: «De Alfa», «De Beta»." in text(response)
    assert portales.alfa.get("/noticias/de-alfa/").status_code == 200
    assert portales.beta.get("/noticias/de-beta/").status_code == 200


def test_the_history_of_each_page_tells_that_it_was_published(esperan, as_moderator):
    decide(as_moderator, esperan, "approve")
    for state in esperan:
        history = reverse("wagtailadmin_pages:history", args=[state.workflow_state.object_id])
        assert "Publicada" in text(as_moderator.get(history))


def test_a_page_whose_tick_is_taken_away_keeps_waiting(esperan, as_moderator):
    data = chosen(*esperan) | {"decision": "approve"}
    data["elegida"] = data["elegida"][:1]
    as_moderator.post(VARIAS, data)
    assert [is_live(state) for state in esperan] == [True, False]
    assert "De Beta" in text(as_moderator.get(COLA))


def test_only_returning_waits_for_the_comment(esperan, as_moderator):
    form = soup(as_moderator.get(VARIAS, {"tarea": [state.pk for state in esperan]}))
    assert form.select_one("[name=comment]").has_attr("required")
    assert form.select_one("button[value=approve]").has_attr("formnovalidate")
    assert not form.select_one("button[value=reject]").has_attr("formnovalidate")


def test_all_chosen_pages_go_back_with_one_comment(esperan, as_moderator, as_editor):
    response = decide(as_moderator, esperan, "reject", comment="Falta la dirección.")
    assert "Devueltas: «De Alfa», «De Beta»." in text(response)
    assert not any(is_live(state) for state in esperan)
    assert "Falta la dirección." in text(as_editor.get("/admin/"))


def test_nothing_goes_back_without_a_reason_and_the_choice_is_kept(esperan, as_moderator, settings):
    data = chosen(*esperan) | {"decision": "reject", "comment": " "}
    data["elegida"] = data["elegida"][:1]
    response = as_moderator.post(VARIAS, data)
    assert "Escriba qué hay que cambiar" in text(response)
    ticks = [tag.has_attr("checked") for tag in soup(response).select('[name="elegida"]')]
    assert ticks == [True, False]
    assert len(soup(as_moderator.get(COLA)).select("form li")) == 2


def test_what_one_edited_last_is_shown_as_such_and_skipped(esperan, alfa, moderadora, as_moderator):
    own = send(alfa, "Escrita por la moderadora", moderadora)
    [row] = [
        li
        for li in soup(as_moderator.get(COLA)).select("form li")
        if "Escrita por la moderadora" in li.get_text()
    ]
    assert "Usted hizo el último cambio" in row.get_text()
    assert row.select("input") == []
    look = as_moderator.get(VARIAS, {"tarea": [own.pk, esperan[0].pk]})
    assert article(look, "Escrita por la moderadora").select('[name="elegida"]') == []

    response = decide(as_moderator, [own, *esperan], "approve")
    assert "Quedó sin decidir «Escrita por la moderadora»: usted hizo el último cambio" in text(
        response
    )
    assert [is_live(state) for state in (own, *esperan)] == [False, True, True]


def test_what_changed_after_the_look_is_not_approved_unseen(esperan, editora, as_moderator):
    data = chosen(*esperan) | {"decision": "approve"}
    page = esperan[0].workflow_state.content_object.specific
    page.title = "Otra cosa"
    page.save_revision(user=editora)
    response = as_moderator.post(VARIAS, data, follow=True)
    assert "Quedó sin decidir «Otra cosa»: cambió después de que usted la miró" in text(response)
    assert [is_live(state) for state in esperan] == [False, True]


@pytest.mark.on_both_databases
def test_what_somebody_else_decided_meanwhile_is_named(esperan, provincia, as_moderator):
    data = chosen(*esperan) | {"decision": "reject", "comment": "No"}
    colleague = provincia.signed_in(make_user("colega", groups=["Moderadores"]))
    decide(colleague, esperan[:1], "approve")
    response = as_moderator.post(VARIAS, data, follow=True)
    assert "Quedó sin decidir «De Alfa»: ya no espera su decisión; la aprobó colega." in text(
        response
    )
    assert "Devueltas: «De Beta»." in text(response)
    assert is_live(esperan[0])


def test_a_page_that_no_longer_exists_is_told(esperan, as_moderator):
    data = chosen(*esperan) | {"decision": "approve"}
    esperan[0].workflow_state.content_object.delete()
    response = as_moderator.post(VARIAS, data, follow=True)
    assert "Quedó sin decidir «Una página que ya no existe»" in text(response)
    assert "Publicadas: «De Beta»." in text(response)


def test_a_page_that_cannot_be_published_does_not_stop_the_others(
    esperan, alfa, editora, as_moderator
):
    # Another page took its slug while the page waited.
    make_noticia(alfa, "Ocupante", slug="ocupante")
    page = esperan[0].workflow_state.content_object.specific
    revision = page.get_latest_revision()
    revision.content["slug"] = "ocupante"
    revision.save()
    response = decide(as_moderator, esperan, "approve")
    assert "Quedó sin decidir «De Alfa»" in text(response)
    assert "Publicadas: «De Beta»." in text(response)
    assert not is_live(esperan[0])
    assert "De Alfa" in text(as_moderator.get(COLA))


def test_a_choice_of_nothing_leads_back_to_the_queue(esperan, as_moderator):
    for data in ({}, {"tarea": ["99999"]}):
        response = as_moderator.get(VARIAS, data, follow=True)
        assert "Marque al menos una página" in text(response)
    none = {"tarea": [state.pk for state in esperan], "decision": "approve"}
    response = as_moderator.post(VARIAS, none)
    assert "Deje marcada al menos una página." in text(response)


def test_the_queue_stays_filtered_while_one_decides(esperan, as_moderator):
    in_alfa = COLA + "?portal=alfa"
    form = soup(as_moderator.get(in_alfa)).select_one(f"form[action='{VARIAS}']")
    data = {"next": form.select_one("[name=next]")["value"]}
    assert as_moderator.get(VARIAS, data).url == in_alfa
    looked = VARIAS + "?" + urlencode(data)
    approval = chosen(esperan[0]) | {"decision": "approve"}
    assert as_moderator.post(looked, approval).url == in_alfa
    elsewhere = {"next": "https://ejemplo.org/"}
    assert as_moderator.get(VARIAS, elsewhere).url == COLA


def test_an_unknown_decision_is_refused(esperan, as_moderator):
    data = chosen(*esperan) | {"decision": "delete"}
    assert as_moderator.post(VARIAS, data).status_code == 400


def test_an_editor_decides_nothing(esperan, as_editor):
    decide(as_editor, esperan, "approve")
    assert not any(is_live(state) for state in esperan)


def test_a_draft_is_not_published_by_naming_it(alfa, editora, esperan, as_moderator):
    draft = begin(alfa, "Sin enviar", editora)
    data = {"decision": "approve", "elegida": [f"99999-{version_of(draft)}"]}
    as_moderator.post(VARIAS, data)
    draft.refresh_from_db()
    assert not draft.live
