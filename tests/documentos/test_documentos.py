"""Documentos are listed, filtered, served, withdrawn and published as a feed."""

import json
import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction
from wagtail.test.utils.form_data import nested_form_data, streamfield

from documentos.models import DocumentoPage
from search.indice import indexed_at_once
from tests.budgets import COLD, WARM, queries, told
from tests.factories import make_document, make_entidad, make_page, make_private, publish
from tests.reading import filled_form, json_ld, links, rel, soup, text, xml
from tests.reading import titles as titles_of

from .ley168 import make_ficha
from .making import make_documento, section

LIST = "/transparencia/documentos/"


def make_informe(portal):
    archivo = make_document("Informe anual", collection=portal.collection, file_size=2048)
    return make_documento(portal, "Informe del año", numero="12", archivo=archivo)


@pytest.fixture(scope="module")
def _several(once):
    once(_make_several)


@indexed_at_once()
def _make_several(portales):
    alfa = portales.alfa
    make_informe(alfa)
    make_documento(
        alfa,
        "Presupuesto de 2025",
        tipo="presupuesto",
        fecha=date(2025, 1, 8),
        emisor="Dirección de Finanzas",
    )
    make_documento(alfa, "Ante los electores", tipo="rendicion", fecha=date(2026, 5, 1))


@pytest.fixture
def several(_several, alfa, settings):
    settings.WAGTAILDOCS_SERVE_METHOD = "redirect"  # the files of the tests are in memory
    return alfa


@pytest.fixture
def informe(several):
    return DocumentoPage.objects.get(title="Informe del año")


def found(response):
    return [title.get_text() for title in soup(response).select(".lista .tarjeta-titulo")]


def withdraw(page, **fields):
    page.retirado_el, page.motivo_de_retiro = date(2026, 6, 1), "Tenía un error en la página 3."
    for name, value in fields.items():
        setattr(page, name, value)
    publish(page)


# --- The list -----------------------------------------------------------------------


def test_the_newest_is_first_with_kind_day_issuer_and_file(several):
    response = several.get(LIST)
    assert found(response) == ["Ante los electores", "Informe del año", "Presupuesto de 2025"]
    card = " ".join(soup(response).select(".tarjeta")[1].get_text(" ").split())
    for fact in ("Informe", "2 de marzo de 2026", "Consejo de la Administración", "TXT", "2,0"):
        assert fact in card


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("tipo=rendicion", ["Ante los electores"]),
        ("q=rendición de cuenta", ["Ante los electores"]),
        ("anio=2025", ["Presupuesto de 2025"]),
        ("emisor=Dirección de Finanzas", ["Presupuesto de 2025"]),
        ("q=FINANZAS direccion", ["Presupuesto de 2025"]),
        ("anio=2026&tipo=informe", ["Informe del año"]),
        ("anio=2025&tipo=informe", []),
        ("anio=x&tipo=nada", ["Ante los electores", "Informe del año", "Presupuesto de 2025"]),
        ("q=%00", ["Ante los electores", "Informe del año", "Presupuesto de 2025"]),
    ],
)
def test_it_is_narrowed_by_kind_year_issuer_and_words(several, query, titles):
    response = several.get(f"{LIST}?{query}")
    assert response.status_code == 200
    assert found(response) == titles


def test_a_choice_keeps_the_others_and_can_be_shared(several):
    response = several.get(f"{LIST}?tipo=informe&q=informe")
    assert links(response)["2026"] == f"{LIST}?tipo=informe&anio=2026&q=informe"
    assert rel(response, "canonical") == [f"{several.url}{LIST}?tipo=informe&q=informe"]
    assert "Documentos: Informe, informe" in soup(response).title.get_text()
    kept = soup(response).select_one(".buscador input[type=hidden]")
    assert (kept["name"], kept["value"]) == ("tipo", "informe")


def test_an_empty_list_says_so(beta, several):
    assert "Todavía no hay documentos publicados." in text(beta.get(LIST))
    assert "Ningún documento coincide" in text(several.get(f"{LIST}?q=xilófono"))


def test_twenty_stand_on_a_page(alfa):
    for number in range(21):
        make_documento(alfa, f"Informe {number}", fecha=date(2026, 1, 1) + timedelta(number))
    assert len(found(alfa.get(LIST))) == 20
    assert found(alfa.get(f"{LIST}?page=2")) == ["Informe 0"]


def test_only_what_the_portal_has_published_is_there(alfa, beta, provincia, informe):
    for portal in (beta, provincia):
        make_documento(portal, f"Ajeno de {portal.slug}")
    make_documento(alfa, "En borrador", live=False)
    make_private(make_documento(alfa, "Privado"))
    make_documento(alfa, "Vencido").unpublish()
    for path in (LIST, "/transparencia/", f"{LIST}rss/"):
        words = alfa.get(path).content.decode()
        assert "Informe del año" in words, path
        for title in ("Ajeno", "En borrador", "Privado", "Vencido"):
            assert title not in words, (path, title)


def test_those_of_an_entity_are_among_them(alfa):
    entidad = make_entidad(alfa, "Acueducto")
    documento = make_documento(alfa, "Plan de pipas", parent=entidad, tipo="plan")
    assert found(alfa.get(LIST)) == ["Plan de pipas"]
    assert documento.get_url() == f"{alfa.url}/directorio/acueducto/plan-de-pipas/"
    assert alfa.get(documento.get_url()).status_code == 200


def test_the_page_of_an_entity_shows_its_documents(alfa, beta, provincia):
    entidad = make_entidad(provincia, "Acueducto", municipios=[alfa])
    make_documento(provincia, "Plan de pipas", parent=entidad, tipo="plan")
    make_documento(provincia, "En borrador", parent=entidad, live=False)
    make_private(make_documento(provincia, "Privado", parent=entidad))
    for portal, url in (
        (provincia, "/directorio/acueducto/"),
        (alfa, "/directorio/provincia/acueducto/"),
    ):
        part = soup(portal.get(url)).find(id="documentos-de-la-entidad").parent
        titles = [title.get_text() for title in part.select(".tarjeta-titulo")]
        assert titles == ["Plan de pipas"]
        assert part.a["href"].endswith("/directorio/acueducto/plan-de-pipas/")
    assert alfa.get("/directorio/provincia/acueducto/plan-de-pipas/").status_code == 404
    make_entidad(beta, "Comunales")
    assert "Documentos" not in titles_of(beta.get("/directorio/comunales/"))


def test_of_many_it_shows_the_latest_and_leads_to_the_list(alfa):
    entidad = make_entidad(alfa, "Acueducto")
    make_documento(alfa, "De nadie")
    for number in range(6):
        make_documento(alfa, f"Plan {number}", parent=entidad, fecha=date(2026, 1, 1 + number))
    page = alfa.get("/directorio/acueducto/")
    assert found(page)[-4:] == ["Plan 5", "Plan 4", "Plan 3", "Plan 2"]
    url = links(page)["Ver todos sus documentos"]
    response = alfa.get(url.removeprefix(alfa.url))
    assert len(found(response)) == 6
    assert "Documentos: Acueducto" in soup(response).title.get_text()


def test_more_documents_cost_no_more_queries(several, informe):
    paths = (LIST, f"{LIST}?tipo=informe&q=informe", "/transparencia/", informe.get_url())
    for path in paths:
        several.get(path)  # queries that a process sends only once
    before = {path: queries(several, path) for path in paths}
    for number in range(3):
        archivo = make_document(f"Otro {number}", collection=several.collection)
        make_documento(several, f"Otro informe {number}", archivo=archivo)
    for path in paths:
        after = queries(several, path)
        assert len(after) == len(before[path]) <= COLD, told(after)
        warm = queries(several, path, warm=True)
        assert len(warm) <= WARM, told(warm)


# --- One document -------------------------------------------------------------------


def test_the_page_gives_the_file_with_its_size_and_kind(alfa, informe):
    response = alfa.get(informe.get_url())
    link = soup(response).select_one(".documentos a")
    assert link["href"] == informe.archivo.url
    assert link.small.get_text().replace("\xa0", " ") == "TXT, 2,0 KB"
    assert alfa.get(link["href"])["Location"] == informe.archivo.file.url
    report = json_ld(response)["Report"]
    assert report["reportNumber"] == "12"
    assert report["encoding"]["contentUrl"] == f"{alfa.url}{informe.archivo.url}"


def test_what_was_withdrawn_says_when_and_why_and_gives_no_file(alfa, committed):
    informe = make_informe(alfa)
    with committed():
        withdraw(informe)
    response = alfa.get(informe.get_url())
    words = text(response)
    assert "Este documento se retiró el 1 de junio de 2026." in words
    assert "Tenía un error en la página 3." in words
    assert not soup(response).select(".documentos")
    assert "encoding" not in json_ld(response)["Report"]
    assert "Retirado" in text(alfa.get(LIST))
    assert found(alfa.get("/transparencia/")) == []


def test_the_address_of_its_file_tells_the_same(alfa, informe, editora, committed):
    assert alfa.get(informe.archivo.url).status_code == 302
    with committed():
        withdraw(informe)
    response = alfa.get(informe.archivo.url)
    assert response.status_code == 410
    assert "Tenía un error en la página 3." in text(response)
    assert links(response)["Ver el documento"] == informe.get_url()
    assert alfa.signed_in(editora).get(informe.archivo.url).status_code == 302


def test_pages_that_offer_its_file_say_so(alfa, informe, committed):
    block = {"titulo": "Actas", "documentos": [informe.archivo.pk]}
    page = make_page(alfa, "Sesión", cuerpo=json.dumps([{"type": "documentos", "value": block}]))
    with committed():
        withdraw(informe)
    response = alfa.get(page.get_url())
    [link] = soup(response).select(".documentos a")
    assert link["href"] == informe.get_url()
    assert "retirado el 1 de junio de 2026" in link.get_text()


def test_what_its_page_does_not_tell_anybody_is_not_told(alfa, informe, committed):
    block = {"titulo": "Actas", "documentos": [informe.archivo.pk]}
    page = make_page(alfa, "Sesión", cuerpo=json.dumps([{"type": "documentos", "value": block}]))
    with committed():
        withdraw(informe)
        make_private(informe)
    assert alfa.get(informe.archivo.url).status_code == 404
    assert "Informe anual" not in text(alfa.get(page.get_url()))


def test_a_draft_withdraws_nothing(alfa, informe, committed):
    with committed():
        make_documento(
            alfa,
            "Otro",
            live=False,
            archivo=informe.archivo,
            retirado_el=date(2026, 6, 1),
            motivo_de_retiro="Porque sí",
        )
    assert alfa.get(informe.archivo.url).status_code == 302


# --- The feed -----------------------------------------------------------------------


@pytest.mark.parametrize("formato", ["rss", "atom"])
def test_the_new_ones_can_be_followed(several, informe, formato, committed):
    feed = xml(several.get(f"{LIST}{formato}/"))
    titles = [item.text for item in feed.iter() if item.tag.rpartition("}")[2] == "title"]
    assert titles[1:] == ["Ante los electores", "Informe del año", "Presupuesto de 2025"]
    assert f"{LIST}{formato}/" in links(several.get(LIST)).values()
    with committed():
        withdraw(informe)
    assert "Informe del año" not in several.get(f"{LIST}{formato}/").content.decode()


# --- The form -----------------------------------------------------------------------


@pytest.fixture
def sends(as_editor, alfa):
    def send(*, action="submit", **fields):
        data = {
            "title": "Informe nuevo",
            "slug": "informe-nuevo",
            "resumen": "Qué se hizo.",
            "tipo": "informe",
            "fecha": "2026-03-02",
            "emisor": "Consejo de la Administración",
            f"action-{action}": "1",
            **fields,
        } | nested_form_data({"cuerpo": streamfield([])})
        url = reverse(
            "wagtailadmin_pages:add", args=["documentos", "documentopage", section(alfa).pk]
        )
        return as_editor.post(url, data, follow=True)

    return send


def saved():
    return DocumentoPage.objects.filter(slug="informe-nuevo").first()


def test_one_with_a_file_goes_to_moderation(sends, alfa):
    sends(archivo=str(make_document("Acta", collection=alfa.collection).pk))
    assert saved().workflow_in_progress


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({}, "Ponga el archivo, o escriba más abajo qué dice el documento."),
        ({"fecha": "ayer"}, "Escriba la fecha así"),
        ({"retirado_el": "2026-01-01"}, "Diga por qué se retiró: la página lo dice a todos."),
        ({"motivo_de_retiro": "Error"}, "Diga desde qué día está retirado, o borre el motivo."),
        (
            {
                "retirado_el": lambda: (timezone.localdate() + timedelta(2)).isoformat(),
                "motivo_de_retiro": "Error",
            },
            "Ese día no ha llegado: el archivo se retira al publicarlo.",
        ),
    ],
)
def test_what_makes_no_sense_is_said_at_its_field(sends, fields, reason):
    given = {name: value() if callable(value) else value for name, value in fields.items()}
    response = sends(**given)
    assert reason in text(response)
    assert "Qué se hizo." in response.content.decode()
    assert saved() is None


RESERVED = "Ese archivo está en una carpeta reservada: quien lea la página no podría abrirlo."


def at_field(response, name):
    """Return the error message at the field ``name``."""
    box = soup(response).find(id=re.compile(rf"-{name}-errors$"))
    return " ".join(box.get_text(" ").split())


@pytest.fixture
def reservado(alfa):
    """A file in a folder inside a folder that only signed-in users may read."""
    around = alfa.collection.add_child(instance=Collection(name="Reservada"))
    CollectionViewRestriction.objects.create(collection=around, restriction_type="login")
    inside = around.add_child(instance=Collection(name="Actas internas"))
    return make_document("Acta", collection=inside)


def test_a_file_that_readers_are_refused_is_told_at_its_field(sends, reservado):
    response = sends(archivo=str(reservado.pk))
    assert RESERVED in at_field(response, "archivo")
    assert saved() is None
    sends(action="draft", archivo=str(reservado.pk))
    assert saved().archivo == reservado


def test_a_file_that_was_put_there_later_is_told_when_the_form_is_opened(as_editor, alfa, informe):
    url = reverse("wagtailadmin_pages:edit", args=[informe.pk])
    assert RESERVED not in text(as_editor.get(url))
    collection = informe.archivo.collection
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    field = soup(as_editor.get(url)).find(id=re.compile("-archivo-helptext$"))
    assert RESERVED in field.get_text()


def test_a_private_page_may_give_it(sends, alfa, reservado):
    make_private(section(alfa))
    sends(archivo=str(reservado.pk))
    assert saved().workflow_in_progress


def test_the_rows_of_a_page_are_told_the_same(alfa, as_editor, reservado):
    ficha = make_ficha(alfa, ("presupuesto", reservado))
    response = as_editor.get(reverse("wagtailadmin_pages:edit", args=[ficha.pk]))
    form = filled_form(response)
    answer = as_editor.post(response.request["PATH_INFO"], form | {"action-submit": "1"})
    assert RESERVED in text(answer)


def test_a_file_of_another_portal_is_refused(sends, beta):
    response = sends(archivo=str(make_document("Ajeno", collection=beta.collection).pk))
    assert "Lo que eligió aquí no es de su portal" in text(response)
    assert saved() is None
