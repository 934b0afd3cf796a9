"""A contacto block shows an entidad of the directory, or typed data."""

import json
from datetime import time

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import OverridableSegment

from directorio.models import Contacto
from tests.budgets import COLD, queries, told
from tests.factories import (
    make_entidad,
    make_noticia,
    make_page,
    make_private,
    publish,
    publish_in_english,
)
from tests.reading import block_errors, filled_form, links, soup, text
from tests.traducir import texts_to_translate, translate

from .contactos import TYPED, contact, put_contacts, with_contacts

ADDRESS = "/donde-acudir/"
ALL_DAY = ("lu-do", time(0), time(23, 59, 59))


def send(browser, page, *blocks, **changes):
    """Send the form of ``page`` to moderation, which requires complete blocks."""
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = filled_form(browser.get(url), cuerpo=list(blocks), **changes)
    return browser.post(url, data | {"action-submit": "1"})


@pytest.fixture
def registro(alfa):
    return make_entidad(
        alfa,
        "Registro Civil",
        contactos=[
            ("telefono", "22000000", {"etiqueta": "Matrimonios"}),
            ("movil", "50000000", {"etiqueta": "Nacimientos", "nota": "solo mensajes"}),
            ("correo", "registro@ejemplo.cu"),
        ],
        calle="Calle 4",
        numero="34",
        referencia="Frente al parque",
    )


# --- Writing -------------------------------------------------------------------------


def test_an_editor_chooses_an_entity_and_citizens_read_it_from_the_directory(
    as_editor, alfa, registro
):
    page = make_page(alfa, "Dónde acudir")
    assert send(as_editor, page, contact(registro)).status_code == 302
    page.refresh_from_db()
    page.get_latest_revision().publish()
    response = alfa.get(ADDRESS)
    shown = links(response, within=".contacto")
    assert shown["Registro Civil"] == "/directorio/registro-civil/"
    assert shown["+53 22 000000"] == "tel:+53-22-000000"
    assert shown["registro@ejemplo.cu"] == "mailto:registro@ejemplo.cu"
    words = " ".join(soup(response).select_one(".contacto").get_text(" ").split())
    for piece in (
        "Matrimonios",
        "Nacimientos. solo mensajes",
        "Calle 4 No. 34",
        "Frente al parque",
    ):
        assert piece in words


def test_who_is_in_no_directory_is_typed(as_editor, alfa):
    page = make_page(alfa, "Vecinos")
    assert send(as_editor, page, contact(**TYPED)).status_code == 302
    page.refresh_from_db()
    page.get_latest_revision().publish()
    block = soup(alfa.get("/vecinos/")).select_one(".contacto")
    assert block.h2.get_text() == "Grupo de vecinos"
    assert "Los lunes" in block.get_text()


def test_one_of_the_two_is_asked_for(as_editor, alfa):
    page = make_page(alfa, "Vecinos")
    response = send(as_editor, page, contact(telefono="22 111111"))
    assert response.status_code == 200
    said = block_errors(response)
    assert said.count("Elija una entidad del directorio, o escriba el nombre") == 2


def test_what_is_typed_beside_an_entity_is_refused_where_it_stands(as_editor, alfa, registro):
    page = make_page(alfa, "Vecinos")
    response = send(as_editor, page, contact(registro, telefono="22 111111", horario="Los lunes"))
    assert response.status_code == 200
    said = block_errors(response)
    assert said.count("esto sale del directorio: bórrelo aquí") == 2
    assert "22 111111" in said


def test_a_draft_may_wait_for_its_contact(as_editor, alfa, registro):
    page = make_page(alfa, "Vecinos")
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    for block in (contact(), contact(registro, nombre="Ana")):
        data = filled_form(as_editor.get(url), cuerpo=[block])
        assert as_editor.post(url, data).status_code == 302


def test_an_entity_of_another_portal_is_refused_and_not_named(as_editor, alfa, beta):
    page = make_page(alfa, "Vecinos")
    ajena = make_entidad(beta, "Secreto de Beta")
    response = send(as_editor, page, contact(ajena))
    assert response.status_code == 200
    assert "no es de su portal" in block_errors(response)
    assert "Secreto" not in response.content.decode()


def test_what_the_province_publishes_may_be_chosen_and_its_drafts_may_not(
    as_editor, alfa, provincia
):
    page = make_page(alfa, "Vecinos")
    aguas = make_entidad(provincia, "Aguas Santiago", contactos=[("telefono", "22000001")])
    assert send(as_editor, page, contact(aguas)).status_code == 302
    draft = make_entidad(provincia, "Secreto de la provincia", live=False)
    response = send(as_editor, page, contact(draft))
    assert response.status_code == 200
    assert "no es de su portal" in block_errors(response)
    assert "Secreto" not in response.content.decode()


def test_the_form_names_what_was_chosen(as_editor, alfa, registro):
    page = with_contacts(alfa, registro)
    form = as_editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert "Registro Civil" in block_errors(form)


# --- Reading -------------------------------------------------------------------------


def block(response):
    return soup(response).select_one(".contacto")


def test_it_says_when_it_is_open_and_whether_it_is_now(alfa):
    with_contacts(
        alfa,
        make_entidad(alfa, "Guardia", horarios=[ALL_DAY]),
        make_entidad(alfa, "Notaría", horarios=[("lu-vi", time(8), time(12))]),
    )
    always, mornings = soup(alfa.get(ADDRESS)).select(".contacto")
    assert "Abierto ahora" in always.get_text()
    assert "Lunes a viernes" in mornings.get_text()
    assert "8:00 a.m. a 12:00 p.m." in mornings.get_text().replace("\xa0", " ")


def test_the_page_follows_the_entity(alfa, registro, committed):
    with_contacts(alfa, registro)
    assert "+53 22 000000" in links(alfa.get(ADDRESS))
    registro.contactos.set([Contacto(canal="telefono", valor="+53 22 999999")])
    registro.title = "Registro del Estado Civil"
    with committed():
        publish(registro)
    shown = links(alfa.get(ADDRESS), within=".contacto")
    assert "+53 22 999999" in shown
    assert "Registro del Estado Civil" in shown
    assert "+53 22 000000" not in shown


@pytest.mark.parametrize("how", ["unpublished", "deleted", "reserved"])
def test_of_an_entity_that_is_gone_nothing_is_left(alfa, registro, committed, how):
    with_contacts(alfa, registro, None)
    alfa.get(ADDRESS)
    with committed():
        if how == "unpublished":
            registro.unpublish()
        elif how == "deleted":
            Page.objects.get(pk=registro.pk).delete()
        else:
            make_private(registro)
    response = alfa.get(ADDRESS)
    assert response.status_code == 200
    assert "Registro Civil" not in text(response)
    assert [tag.h2.get_text() for tag in soup(response).select(".contacto")] == ["Grupo de vecinos"]


def test_what_was_typed_before_there_were_entities_is_read_as_it_was(alfa):
    page = with_contacts(alfa, None)
    assert "entidad" not in page.cuerpo.raw_data[0]["value"]
    assert links(alfa.get(ADDRESS), within=".contacto")["22 111111"] == "tel:+53-22-111111"


def test_an_entity_of_the_province_is_shown_within_the_portal_that_it_serves(alfa, provincia):
    aguas = make_entidad(provincia, "Aguas Santiago", municipios=[alfa])
    with_contacts(alfa, aguas)
    shown = links(alfa.get(ADDRESS), within=".contacto")
    assert shown["Aguas Santiago"] == "/directorio/provincia/aguas-santiago/"


def test_in_another_language_it_is_the_entity_of_that_language_or_said_to_be_spanish(
    provincia, alfa, registro
):
    for portal in (provincia, alfa):
        publish_in_english(portal)
    translate(alfa.directorio, {"Directorio": "Directory", "directorio": "directory"})
    notaria = make_entidad(alfa, "Notaría", contactos=[("telefono", "22000002")])
    page = with_contacts(alfa, registro, notaria)
    assert not {"Registro Civil", "Notaría"} & texts_to_translate(page)
    # Nor can the translation put another entidad in its place.
    assert not OverridableSegment.objects.filter(source__object_id=page.translation_key).exists()
    translate(registro, {"Registro Civil": "Civil Registry"})
    translate(page, {"Dónde acudir": "Where to turn", "donde-acudir": "where-to-turn"})
    response = alfa.get("/en/where-to-turn/")
    english, spanish = soup(response).select(".contacto")
    assert english.a.get_text() == "Civil Registry"
    assert english.a["href"] == "/en/directory/registro-civil/"
    assert "lang" not in english.a.attrs
    assert spanish.a.get_text() == "Notaría"
    assert spanish.a["lang"] == "es-CU"


def test_a_feed_tells_how_to_reach_it_and_not_whether_it_is_open(alfa, registro):
    guardia = make_entidad(
        alfa,
        "Guardia",
        contactos=[("telefono", "22000003")],
        horarios=[ALL_DAY],
    )
    put_contacts(make_noticia(alfa, "Nota", cuerpo=[]), guardia)
    assert "Abierto ahora" in text(alfa.get("/noticias/nota/"))
    [item] = json.loads(alfa.get("/noticias/json/").content)["items"]
    assert "tel:+53-22-000003" in item["content_html"]
    assert guardia.get_full_url() in item["content_html"]
    assert "Abierto ahora" not in item["content_html"]


# --- Cost ----------------------------------------------------------------------------


@pytest.mark.on_both_databases
def test_entities_cost_the_same_however_many_and_typed_contacts_nothing(alfa):
    plain = make_page(alfa, "Sin contacto")
    with_contacts(alfa, None, None, title="Escritos")
    assert len(queries(alfa, "/escritos/")) == len(queries(alfa, f"/{plain.slug}/"))
    entidades = [
        make_entidad(alfa, f"Entidad {number}", contactos=[("telefono", f"2200000{number}")])
        for number in range(4)
    ]
    with_contacts(alfa, entidades[0], title="Una")
    with_contacts(alfa, *entidades, title="Varias")
    one, several = queries(alfa, "/una/"), queries(alfa, "/varias/")
    assert len(several) == len(one) <= COLD, told(several)


@pytest.mark.on_both_databases
def test_a_feed_reads_the_entities_of_all_its_news_at_once(alfa):
    def publish_news(number):
        entidad = make_entidad(alfa, f"Entidad {number}")
        put_contacts(make_noticia(alfa, f"Nota {number}", cuerpo=[]), entidad)

    publish_news(1)
    one = queries(alfa, "/noticias/json/")
    for number in (2, 3, 4):
        publish_news(number)
    several = queries(alfa, "/noticias/json/")
    assert len(several) == len(one), told(several)


# --- Changing ------------------------------------------------------------------------


def test_a_moderator_reads_which_entity_took_the_place_of_what_was_typed(as_editor, alfa, registro):
    page = with_contacts(alfa, None)
    assert send(as_editor, page, contact(registro)).status_code == 302
    after, before = page.revisions.order_by("-pk")[:2]
    args = [page.pk, before.pk, after.pk]
    shown = soup(as_editor.get(reverse("wagtailadmin_pages:revisions_compare", args=args)))
    assert "Registro Civil" in " ".join(tag.get_text(" ") for tag in shown.select(".addition"))
    assert "22 111111" in " ".join(tag.get_text(" ") for tag in shown.select(".deletion"))
