"""Editors see which pages use a documento; those pages show when it was withdrawn."""

import json
from datetime import date

import pytest
from django.core.management import call_command
from django.urls import reverse

from documentos.models import DocumentoPage
from equipos.models import Equipo
from tests.factories import (
    make_document,
    make_entidad,
    make_page,
    make_tramite,
    make_user,
    publish,
)
from tests.reading import links, soup, text

from .ley168 import make_ficha
from .making import make_documento, make_norma

pytestmark = pytest.mark.django_db


def make_informe(portal):
    archivo = make_document("Informe anual", collection=portal.collection)
    return make_documento(portal, "Informe del año", archivo=archivo)


@pytest.fixture(scope="module")
def uses(once):
    once(_make_uses)


def _make_uses(portales):
    alfa = portales.alfa
    informe = make_informe(alfa)
    archivo = informe.archivo
    block = {"titulo": "Actas", "documentos": [archivo.pk]}
    make_page(alfa, "Sesión", cuerpo=json.dumps([{"type": "documentos", "value": block}]))
    make_tramite(
        alfa,
        "Carné",
        planillas=[{"documento": archivo}],
        base_legal=[{"norma": "El informe", "documento": archivo}],
    )
    make_norma(alfa, "Acuerdo del informe", archivo=archivo)
    make_ficha(alfa, ("presupuesto", informe), title="Lo que se publica")
    call_command("rebuild_references_index", verbosity=0)


@pytest.fixture
def informe(uses, portales):
    return DocumentoPage.objects.get(title="Informe del año")


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def told(response):
    return {" ".join(tag.get_text(" ").split()) for tag in soup(response).select(".usos li")}


def withdraw(page):
    page.retirado_el, page.motivo_de_retiro = date(2026, 6, 1), "Tenía un error."
    publish(page)


def test_whoever_may_withdraw_it_sees_before_what_uses_it(as_editor, uses, informe):
    response = as_editor.get(edit_url(informe))
    assert told(response) == {
        "Acuerdo del informe Norma",
        "Carné Trámite",
        "Lo que se publica Lista de la Ley 168",
        "Sesión Página informativa",
    }
    assert "Lo usan estas páginas: si lo retira, revise qué dicen." in text(response)
    there = links(response, within=".usos")
    assert "Sesión" in text(as_editor.get(there["Sesión"]))


def test_drafts_and_what_is_of_another_portal_are_not_told(as_editor, alfa, beta):
    informe = make_informe(alfa)
    block = {"titulo": "Actas", "documentos": [informe.archivo.pk]}
    body = json.dumps([{"type": "documentos", "value": block}])
    assert not soup(as_editor.get(edit_url(informe))).select(".usos")
    make_page(beta, "Ajena", cuerpo=body)
    make_page(alfa, "Borrador", cuerpo=body, live=False)
    call_command("rebuild_references_index", verbosity=0)
    assert told(as_editor.get(edit_url(informe))) == set()


def test_the_team_of_an_entity_reads_of_pages_that_it_may_not_edit(alfa, editora, uses, informe):
    entidad = make_entidad(alfa, "Acueducto")
    own = make_documento(alfa, "El mismo", parent=entidad, archivo=informe.archivo)
    call_command("rebuild_references_index", verbosity=0)
    team = Equipo.objects.create_for(entidad, user=editora).group
    response = alfa.signed_in(make_user("del-equipo", groups=[team])).get(edit_url(own))
    assert "Sesión Página informativa" in told(response)
    assert links(response, within=".usos").get("Sesión", "").startswith(alfa.url)


def test_pages_that_offer_the_file_say_that_it_was_withdrawn(alfa, uses, informe, committed):
    with committed():
        withdraw(informe)
    procedure = alfa.get("/tramites/carne/")
    [form] = soup(procedure).select("[aria-labelledby=planillas] a")
    assert form["href"] == informe.get_url()
    assert "retirado el 1 de junio de 2026" in form.get_text()
    law = soup(procedure).select_one(".base-legal li")
    assert law.a["href"] == informe.get_url()
    assert "retirado el 1 de junio de 2026" in law.get_text()
    [file] = soup(alfa.get("/transparencia/acuerdo-del-informe/")).select(".documentos a")
    assert file["href"] == informe.get_url()
    assert "retirado el 1 de junio de 2026" in file.get_text()


def test_a_file_that_no_page_tells_of_is_not_offered(alfa, uses, informe, committed):
    with committed():
        withdraw(informe)
        informe.unpublish()
    procedure = alfa.get("/tramites/carne/")
    assert not soup(procedure).select("[aria-labelledby=planillas]")
    assert soup(procedure).select_one(".base-legal li").get_text() == "El informe"
    assert not soup(alfa.get("/transparencia/acuerdo-del-informe/")).select(".documentos")
