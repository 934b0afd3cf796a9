"""Citizens answer a consulta pública once and anonymously, and read its results."""

import time
from datetime import timedelta
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from atencion.models import ConsultaPublicaPage, RespuestaAConsulta, TextoDeRespuesta
from tests.budgets import forget_pages
from tests.factories import make_private, make_user, publish, publish_in_english
from tests.reading import block_errors, links, soup, text
from tests.traducir import translate

from .consultas import (
    PAGE,
    answer,
    carried,
    close,
    end,
    fill,
    make_consulta,
    many,
    palabras,
    published,
    read,
    results,
    una,
    varias,
)

pytestmark = pytest.mark.django_db


def answers():
    """Return [(marked options, texts)] of all answers."""
    return [
        (
            sorted(respuesta.marcadas.values_list("opcion", flat=True)),
            [row.texto for row in respuesta.textos.all()],
        )
        for respuesta in RespuestaAConsulta.objects.all()
    ]


def test_a_person_answers_without_a_script_and_is_thanked(alfa):
    consulta = make_consulta(alfa)
    assert "Abierta hasta el" in text(alfa.get("/consultas/"))
    assert links(alfa.get("/consultas/"), within="main")["El parque"] == PAGE
    thanks = answer(alfa, consulta, "Domingo", "Luces", textos={"¿Algo más?": "Más sombra"})
    assert thanks.redirect_chain == [(f"{PAGE}gracias/", 302)]
    assert "Los resultados se publican" in text(thanks)
    [(marked, written)] = answers()
    assert len(marked) == 2
    assert written == ["Más sombra"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT texto FROM atencion_textoderespuesta")
        assert "sombra" not in cursor.fetchone()[0]


@pytest.mark.on_both_databases
def test_a_browser_answers_once(alfa):
    consulta, browser = make_consulta(alfa), alfa.browser()
    action, data = fill(browser.get(PAGE), ["Sábado"])  # open in another tab
    answer(alfa, consulta, "Domingo", browser=browser)
    again = browser.post(action, data, headers={"sec-fetch-site": "same-origin"})
    assert again.status_code == 409
    assert "Ya se respondió" in soup(again).select_one("[role=alert]").get_text()
    assert soup(again).select_one("input[checked]").find_parent("label").get_text(strip=True) == (
        "Sábado"
    )
    answer(alfa, consulta, "Sábado")
    assert RespuestaAConsulta.objects.count() == 2


def test_whoever_has_answered_is_told_so_before_writing_again(alfa):
    consulta, browser = make_consulta(alfa), alfa.browser()
    answer(alfa, consulta, "Domingo", browser=browser)
    seen = browser.get(PAGE)
    assert soup(seen).select_one("form.aviso-form") is None
    assert "ya se respondió desde este navegador" in soup(seen).select_one("[role=status]").text
    assert "no-store" in seen["Cache-Control"]
    assert soup(alfa.get(PAGE)).select_one("form.aviso-form")


def test_an_own_choice_is_written_and_counts_as_other(alfa):
    consulta = make_consulta(alfa, preguntas=[una(otra=True)])
    answer(alfa, consulta, "Domingo", textos={"¿Cuál?": "Los lunes"})
    assert answers() == [(["otra"], ["Los lunes"])]


def test_an_empty_answer_is_told_and_not_kept(alfa):
    refused = answer(alfa, make_consulta(alfa))
    assert refused.status_code == 422
    assert "Responda al menos una pregunta" in text(refused)
    assert answers() == []


def test_what_is_too_long_comes_back_with_all_that_was_answered(alfa):
    consulta = make_consulta(alfa)
    refused = answer(alfa, consulta, "Domingo", textos={"¿Algo más?": "x" * 2001})
    assert refused.status_code == 422
    assert soup(refused).textarea.string.strip() == "x" * 2001
    assert soup(refused).select_one("input[checked]")
    assert answers() == []


def test_what_may_name_somebody_is_masked_and_the_person_is_told(alfa):
    told = answer(alfa, make_consulta(alfa), textos={"¿Algo más?": "Llámenme al 55 12 34 56"})
    assert "Tapamos en su texto" in text(told)
    assert TextoDeRespuesta.objects.get().texto == "Llámenme al ▒▒▒"


def test_a_choice_that_was_never_offered_is_refused(alfa):
    consulta = make_consulta(alfa)
    question = consulta.preguntas[0].id
    response = alfa.browser().post(f"/consulta/{consulta.pk}/", {question: "inventada"})
    assert response.status_code == 422
    assert answers() == []


def test_nobody_answers_before_it_opens_or_after_it_closes(alfa):
    for title, days in (("Antes", {"abre": 1}), ("Después", {"abre": -5, "cierra": -1})):
        consulta = make_consulta(alfa, title, **days)
        assert soup(alfa.get(f"/consultas/{consulta.slug}/")).select_one("main form") is None
        data = {consulta.preguntas[2].id: "Algo"}
        response = alfa.browser().post(f"/consulta/{consulta.pk}/", data)
        assert response.status_code == 302
    assert answers() == []


def test_the_first_and_the_last_day_count(alfa):
    consulta = make_consulta(alfa, abre=0, cierra=0)
    answer(alfa, consulta, "Domingo")
    assert len(answers()) == 1


def test_a_form_of_another_host_or_of_what_is_not_public_is_refused(alfa, beta):
    consulta = make_consulta(alfa)
    data, address = {consulta.preguntas[2].id: "Algo"}, f"/consulta/{consulta.pk}/"
    assert "no-store" in alfa.get(PAGE)["Cache-Control"]
    foreign = {"sec-fetch-site": "cross-site"}
    assert alfa.browser().post(address, data, headers=foreign).status_code == 403
    assert beta.browser().post(address, data).status_code == 404
    assert alfa.browser().post(f"/en{address}", data).status_code == 404
    make_private(consulta)
    assert alfa.browser().post(address, data).status_code == 404
    assert answers() == []


def test_the_address_to_which_it_is_sent_leads_back_to_it(alfa, beta):
    """A refused form is shown at that address, which citizens may reload or open again."""
    consulta = make_consulta(alfa)
    address = f"/consulta/{consulta.pk}/"
    opened = alfa.get(address)
    assert (opened.status_code, opened["Location"]) == (302, PAGE)
    assert alfa.browser().head(address)["Location"] == PAGE
    assert alfa.browser().put(address).status_code == 405
    assert beta.get(address).status_code == 404
    make_private(consulta)
    assert alfa.get(address).status_code == 404


def test_a_flood_from_one_place_waits_and_loses_nothing(alfa, monkeypatch):
    monkeypatch.setattr("atencion.views.consultas._PER_PLACE", 2)
    consulta = make_consulta(alfa)
    for _turn in range(2):
        answer(alfa, consulta, "Domingo")
    refused = answer(alfa, consulta, "Sábado", textos={"¿Algo más?": "Más sombra"})
    assert refused.status_code == 429
    assert soup(refused).textarea.string.strip() == "Más sombra"
    assert answer(alfa, consulta, "Sábado", place="192.0.2.2").status_code == 200


def test_a_program_that_proves_nothing_is_not_counted(alfa):
    """Neither with a wrong answer or without hidden fields, nor with an already used proof."""
    make_consulta(alfa)
    action, data = fill(alfa.get(PAGE), ["Domingo"])
    choice = {name: value for name, value in data.items() if "-" in name}
    for proof in ({}, {"respuesta": data["respuesta"]}, data | {"respuesta": "cien"}):
        refused = alfa.browser().post(action, choice | proof)
        assert refused.status_code == 422
        assert soup(refused).select_one("input[checked]")
    assert answers() == []
    statuses = [
        alfa.browser().post(action, data | envio).status_code
        for envio in ({}, {"envio": str(uuid4())}, {"envio": str(uuid4())})
    ]
    assert statuses == [302, 422, 422]
    assert len(answers()) == 1


def test_nobody_answers_in_a_second(alfa, settings):
    settings.ATENCION_SEGUNDOS_MINIMOS = 3
    consulta = make_consulta(alfa)
    refused = answer(alfa, consulta, "Domingo")
    assert "Fue muy rápido" in text(refused)
    action, data = fill(refused, ["Domingo"])
    with patch("time.time", return_value=time.time() + 4):
        assert alfa.browser().post(action, data).status_code == 302
    assert len(answers()) == 1


def test_what_is_sent_again_because_the_answer_was_lost_counts_once(alfa):
    consulta = make_consulta(alfa)
    action, data = fill(alfa.get(PAGE), ["Domingo"])
    for _try in range(3):
        assert alfa.browser().post(action, data)["Location"] == f"{PAGE}gracias/"
    assert len(answers()) == 1
    assert answer(alfa, consulta, "Sábado", browser=alfa.browser()).status_code == 200


def test_results_are_shown_when_it_is_over_with_what_was_decided(alfa):
    consulta = make_consulta(alfa)
    many(consulta, Domingo=12, Sábado=8, Bancos=5)
    answer(alfa, consulta, textos={"¿Algo más?": "Palabras secretas"})
    assert "figure" not in alfa.get(PAGE).content.decode()
    assert alfa.get(f"{PAGE}csv/").status_code == 404
    close(consulta)
    assert results(alfa, "¿Qué día?") == {
        "Sábado": ("8", "31"),
        "Domingo": ("12", "46"),
        "Sin respuesta": ("6", "23"),
    }
    page = text(alfa.get(PAGE))
    assert "Respondieron 26 personas" in page
    assert "Todavía no se ha dicho qué se decidió" in page
    assert "secretas" not in page
    consulta.refresh_from_db()
    consulta.decision = [("texto", "<p>Será los domingos.</p>")]
    publish(consulta)
    forget_pages()
    assert "Será los domingos." in text(alfa.get(PAGE))
    assert "Ya se decidió" in text(alfa.get("/consultas/"))


def test_few_who_chose_something_are_kept_back_with_whatever_would_tell_them(alfa):
    consulta = make_consulta(alfa, preguntas=[una(), varias()])
    many(consulta, Domingo=12, Sábado=2, Bancos=9)
    close(consulta)
    assert results(alfa, "¿Qué día?") == {
        "Sábado": ("reservado", "reservado"),
        "Domingo": ("12", "52"),
        "Sin respuesta": ("reservado", "reservado"),
    }
    assert results(alfa, "¿Qué hace falta?") == {"Bancos": ("9", "39"), "Luces": ("0", "0")}


def test_of_very_few_answers_nothing_is_told(alfa):
    consulta = make_consulta(alfa)
    many(consulta, Domingo=4)
    close(consulta)
    forget_pages()
    assert "tan pocas personas" in text(alfa.get(PAGE))
    assert {(row[0], *row[2:]) for row in read(alfa)} == {("todas", "reservado", "reservado")}


def test_programs_get_the_results(alfa):
    consulta = make_consulta(alfa, preguntas=[una()])
    many(consulta, Domingo=12, Sábado=7)
    close(consulta)
    assert read(alfa) == [
        ["todas", "personas que respondieron", "19", "19"],
        ["todas", "de 0 redes con más de 20 respuestas", "0", "0"],
        ["¿Qué día?", "Sábado", "7", "7"],
        ["¿Qué día?", "Domingo", "12", "12"],
        ["¿Qué día?", "Sin respuesta", "0", "0"],
    ]


@pytest.mark.on_both_databases
def test_answers_in_both_languages_are_counted_together(alfa):
    consulta = make_consulta(alfa, preguntas=[una()])
    publish_in_english(alfa)
    translate(consulta.get_parent().specific, {})
    english = translate(consulta, {"Domingo": "Sunday"})
    many(consulta, Domingo=6)
    page = alfa.get(english.get_url_parts()[2])
    assert page.status_code == 200
    field = soup(page).select("form.aviso-form input[type=radio]")[0]
    action = soup(page).select_one("form.aviso-form")["action"]
    assert action == f"/en/consulta/{english.pk}/"
    for _turn in range(6):
        carried_along = carried(
            soup(alfa.get(english.get_url_parts()[2])).select_one("form.aviso-form")
        )
        alfa.browser().post(action, {field["name"]: field["value"]} | carried_along)
    close(consulta)
    assert results(alfa, "¿Qué día?")["Sábado"][0] == "6"


def test_a_visit_with_results_keeps_its_budget(alfa, django_assert_max_num_queries):
    consulta = make_consulta(alfa)
    many(consulta, Domingo=6)
    close(consulta)
    for path in (PAGE, "/consultas/"):
        for alias in ("pages", "fragments", "default"):
            caches[alias].clear()
        with django_assert_max_num_queries(20):
            alfa.get(path)


# --- How long answers are stored -----------------------------------------------------


def test_answers_are_deleted_when_their_term_is_over_and_what_was_published_stays(alfa, settings):
    consulta = make_consulta(alfa)
    many(consulta, Domingo=12, Sábado=8, Bancos=5)
    answer(alfa, consulta, textos={"¿Algo más?": "Más sombra"})
    end(consulta, settings.ATENCION_CONSULTAS_DIAS)
    before = published(alfa)
    call_command("purgar_consultas", verbosity=0)
    assert RespuestaAConsulta.objects.count() == 26
    end(consulta, settings.ATENCION_CONSULTAS_DIAS + 1)
    for _day in range(2):
        call_command("purgar_consultas", verbosity=0)
    assert answers() == []
    assert not TextoDeRespuesta.objects.exists()
    assert published(alfa) == before
    assert "Respondieron 26 personas" in before[0]


def test_a_consultation_that_was_opened_again_is_counted_with_both(alfa, settings):
    consulta = make_consulta(alfa, preguntas=[una()])
    many(consulta, Domingo=6)
    for number in (7, 8):
        end(consulta, settings.ATENCION_CONSULTAS_DIAS + 1)
        call_command("purgar_consultas", verbosity=0)
        many(consulta, Domingo=number)
    close(consulta)
    assert results(alfa, "¿Qué día?")["Domingo"][0] == "21"


def test_what_was_answered_stays_asked_when_the_answers_are_gone(alfa, settings, as_editor):
    consulta = make_consulta(alfa, preguntas=[una(), palabras()])
    many(consulta, Domingo=6)
    end(consulta, settings.ATENCION_CONSULTAS_DIAS + 1)
    call_command("purgar_consultas", verbosity=0)
    refused = edit_form(as_editor, consulta, preguntas=[una("¿Qué mes?"), palabras()])
    assert "Ya hay respuestas" in block_errors(refused)


def test_those_who_asked_read_how_many_answered_and_when_the_answers_went(
    alfa, settings, as_editor
):
    consulta = make_consulta(alfa, preguntas=[una()])
    many(consulta, Domingo=6)
    end(consulta, settings.ATENCION_CONSULTAS_DIAS + 1)
    call_command("purgar_consultas", verbosity=0)
    report = as_editor.get(reverse("consultas:index"))
    row = soup(report).select_one("main tbody tr").get_text(" ", strip=True)
    assert "6 Se borraron el" in row
    assert "una por una se borraron el" in text(as_editor.get(links(report)["El parque"]))


def test_whoever_answers_reads_for_how_long_it_is_kept(alfa, settings):
    settings.ATENCION_CONSULTAS_DIAS = 30
    make_consulta(alfa)
    assert "se borra 30 días después de que cierre" in text(alfa.get(PAGE))


# --- In the admin -------------------------------------------------------------------


def edit_form(browser, consulta, *, press=None, **changes):
    url = reverse("wagtailadmin_pages:edit", args=[consulta.pk])
    record = ConsultaPublicaPage.objects.get(pk=consulta.pk)
    page = record.get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(page, name, value)
    moment = record.latest_revision_created_at
    data = {
        "loaded_revision_id": record.latest_revision_id or "",
        "loaded_revision_created_at": moment.isoformat() if moment else "",
        "title": page.title,
        "slug": page.slug,
        "resumen": page.resumen,
        "abre": page.abre.strftime("%d/%m/%Y"),
        "cierra": page.cierra.strftime("%d/%m/%Y"),
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
        "cuerpo-count": 0,
        "decision-count": 0,
        **stream("preguntas", page.preguntas),
        **(press or {}),
    }
    return browser.post(url, data)


def stream(name, value):
    data = {f"{name}-count": len(value)}
    for place, block in enumerate(value):
        prefix = f"{name}-{place}"
        data |= {f"{prefix}-{key}": "" for key in ("deleted",)}
        data |= {f"{prefix}-order": place, f"{prefix}-type": block.block_type}
        data |= {f"{prefix}-id": block.id or "", f"{prefix}-value-texto": block.value["texto"]}
        children = block.value.get("opciones")
        if children is None:
            continue
        data[f"{prefix}-value-opciones-count"] = len(children)
        for turn, child in enumerate(children.bound_blocks):
            data |= {
                f"{prefix}-value-opciones-{turn}-{key}": item
                for key, item in (
                    ("deleted", ""),
                    ("order", turn),
                    ("id", child.id or ""),
                    ("value", child.value),
                )
            }
        if block.value["otra"]:
            data[f"{prefix}-value-otra"] = "on"
    return data


def test_questions_are_not_changed_once_somebody_answered(alfa, as_editor):
    consulta = make_consulta(alfa)
    changed = [una("¿Qué hora?"), palabras()]
    assert edit_form(as_editor, consulta, preguntas=changed).status_code == 302
    answer(alfa, consulta, "Domingo")
    refused = edit_form(as_editor, consulta, preguntas=[una("¿Qué mes?"), palabras()])
    assert refused.status_code == 200
    assert "Ya hay respuestas: las preguntas no se cambian" in block_errors(refused)


def test_everything_else_may_still_be_changed_then(alfa, as_editor):
    consulta = make_consulta(alfa)
    answer(alfa, consulta, "Domingo")
    assert edit_form(as_editor, consulta, title="El parque nuevo").status_code == 302
    draft = ConsultaPublicaPage.objects.get(pk=consulta.pk).get_latest_revision_as_object()
    assert draft.title == "El parque nuevo"
    assert [block.id for block in draft.preguntas] == [block.id for block in consulta.preguntas]


@pytest.fixture
def overtaken(alfa):
    """A consulta that was answered while a draft with other questions was waiting."""
    consulta = make_consulta(alfa, preguntas=[una(), palabras()])
    consulta.preguntas = [una("¿Qué mes?"), palabras()]
    consulta.title = "El parque nuevo"
    consulta.save_revision(clean=False)
    consulta = ConsultaPublicaPage.objects.get(pk=consulta.pk)
    many(consulta, Domingo=6)
    return consulta


def asked(consulta):
    page = ConsultaPublicaPage.objects.get(pk=consulta.pk)
    return page.title, [pregunta.value["texto"] for pregunta in page.preguntas]


def test_a_draft_of_before_the_first_answer_is_published_with_what_was_answered(alfa, overtaken):
    overtaken.latest_revision.publish()
    assert asked(overtaken) == ("El parque nuevo", ["¿Qué día?", "¿Algo más?"])
    close(overtaken)
    assert results(alfa, "¿Qué día?")["Domingo"][0] == "6"


def test_so_is_one_that_was_scheduled(overtaken):
    revision = overtaken.latest_revision
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.save()
    call_command("publish_scheduled", verbosity=0)
    assert asked(overtaken) == ("El parque nuevo", ["¿Qué día?", "¿Algo más?"])


def test_a_moderator_reads_that_the_questions_of_the_draft_no_longer_count(
    overtaken, as_editor, as_moderator
):
    told = "las preguntas se quedan como se respondieron"
    url = reverse("wagtailadmin_pages:edit", args=[overtaken.pk])
    for browser in (as_editor, as_moderator):
        form = browser.get(url)
        assert told in text(form)
        assert "¿Qué mes?" not in form.content.decode()
    assert edit_form(as_editor, overtaken).status_code == 302
    assert told not in text(as_moderator.get(url))


def test_a_moderator_approves_such_a_draft_as_any_other(alfa, as_editor, as_moderator):
    consulta = make_consulta(alfa, preguntas=[una(), palabras()])
    edit_form(
        as_editor,
        consulta,
        press={"action-submit": "1"},
        title="El parque nuevo",
        preguntas=[una("¿Qué mes?"), palabras()],
    )
    many(consulta, Domingo=6)
    approve = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    edit_form(as_moderator, consulta, press=approve)
    assert asked(consulta) == ("El parque nuevo", ["¿Qué día?", "¿Algo más?"])


def test_translations_keep_the_questions_that_were_answered(alfa):
    consulta = make_consulta(alfa, preguntas=[una()])
    publish_in_english(alfa)
    translate(consulta.get_parent().specific, {})
    english = translate(consulta, {"Domingo": "Sunday", "¿Qué día?": "Which day?"})
    english = ConsultaPublicaPage.objects.get(pk=english.pk)
    english.preguntas = [una("Which month?", ("May", "June"))]
    english.save_revision(clean=False)
    many(consulta, Domingo=6)
    ConsultaPublicaPage.objects.get(pk=english.pk).latest_revision.publish()
    assert asked(english)[1] == ["Which day?"]


def test_the_words_of_a_translation_may_still_be_mended(alfa):
    consulta = make_consulta(alfa, preguntas=[una()])
    publish_in_english(alfa)
    translate(consulta.get_parent().specific, {})
    translate(consulta, {"¿Qué día?": "Wich day?"})
    many(consulta, Domingo=6)
    english = translate(consulta, {"¿Qué día?": "Which day?"})
    assert asked(english)[1] == ["Which day?"]


def test_it_does_not_close_before_it_opens(alfa, as_editor):
    consulta = make_consulta(alfa)
    before = localdate().replace(year=2020)
    assert "La fecha de cierre es anterior a la de apertura" in text(
        edit_form(as_editor, consulta, cierra=before)
    )


def test_editors_see_how_a_draft_will_look(alfa, as_editor):
    consulta = make_consulta(alfa, live=False)
    shown = as_editor.get(reverse("wagtailadmin_pages:view_draft", args=[consulta.pk]))
    assert "¿Qué día?" in text(shown)


def test_those_who_ask_read_every_answer_and_take_it_along(alfa, beta, as_editor):
    consulta = make_consulta(alfa, preguntas=[una(otra=True), palabras()])
    answer(alfa, consulta, "Otra", textos={"¿Cuál?": "Los lunes", "¿Algo más?": "Más sombra"})
    report = as_editor.get(reverse("consultas:index"))
    url = reverse("consultas:ver", args=[consulta.pk])
    assert links(report)["El parque"] == url
    page = text(as_editor.get(url))
    assert "Otra · Los lunes" in page
    assert "Más sombra" in page
    exported = as_editor.get(url, {"export": "csv"}).getvalue().decode()
    assert "Otra · Los lunes" in exported
    other = beta.signed_in(make_user("ajena", groups=[beta.editores]))
    assert "El parque" not in text(other.get(reverse("consultas:index")))
    assert other.get(url).status_code == 404
