"""The report and the form of a page show broken links to the users who write there."""

import csv
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from enlaces.queries import broken_links_of
from equipos.models import Equipo
from tests.factories import make_page, make_user
from tests.reading import soup, text


@pytest.fixture
def informe():
    return reverse("enlaces:index")


def rows(response):
    return [" ".join(row.get_text(" ").split()) for row in soup(response).select("tbody tr")]


def test_it_tells_what_is_broken_and_leads_to_the_place(as_editor, enlazar, revisar, informe):
    page = enlazar("/no-hay/", "/")
    revisar()
    response = as_editor.get(informe)
    [row] = rows(response)
    assert "Sitios de interés" in row
    assert "Contenido › 1. Texto" in row
    assert "«Vaya allí»" in row
    assert "/no-hay/" in row
    assert "En el portal no hay nada en esa dirección." in row
    [link] = soup(response).select("tbody a[href*=contentpath]")
    edit, _hash, path = link["href"].partition("#:w:contentpath=")
    assert edit == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert path == f"cuerpo.{page.cuerpo[0].id}"


def test_each_sees_the_links_of_their_own_portal(
    as_editor, as_moderator, alfa, beta, enlazar, revisar, informe
):
    enlazar("/no-hay/", title="De Alfa")
    secret = enlazar("/tampoco/", portal=beta, title="De Beta")
    revisar()
    assert [("De Alfa" in row, "De Beta" in row) for row in rows(as_editor.get(informe))] == [
        (True, False)
    ]
    assert len(rows(as_moderator.get(informe))) == 2
    assert len(rows(as_moderator.get(informe, {"site": beta.site.pk}))) == 1
    assert as_editor.get(reverse("enlaces:ver", args=[secret.pk])).status_code in (302, 403, 404)


def test_it_is_narrowed_and_searched(as_editor, sitio, enlazar, revisar, informe):
    enlazar("/no-hay/", sitio.en("lejos.cu", "/", status=403), "/")
    revisar()
    assert "lejos.cu" not in rows(as_editor.get(informe))[0]
    [row] = rows(as_editor.get(informe, {"estado": "callado"}))
    assert "No responde desde aquí" in row
    assert "no deja entrar desde aquí (HTTP 403)" in row
    assert rows(as_editor.get(informe, {"interno": "no"})) == []
    assert len(rows(as_editor.get(informe, {"q": "no-hay"}))) == 1
    nothing = as_editor.get(informe, {"q": "zzz"})
    assert "Ningún enlace coincide." in text(nothing)


def test_it_is_downloaded(as_editor, enlazar, revisar, informe):
    enlazar("/no-hay/")
    revisar()
    response = as_editor.get(informe, {"export": "csv"})
    content = b"".join(response.streaming_content).decode("utf-8-sig")
    [row] = csv.DictReader(StringIO(content))
    assert row["Portal"] == "Alfa"
    assert row["Página"] == "Sitios de interés"
    assert row["Texto del enlace"] == "Vaya allí"
    assert row["Enlace"].endswith("/no-hay/")
    assert row["Motivo"] == "En el portal no hay nada en esa dirección."


def test_where_nothing_is_broken_it_says_what_was_looked_at(as_editor, enlazar, revisar, informe):
    assert "Todavía no se han mirado" in text(as_editor.get(informe))
    enlazar("/", "/noticias/")
    revisar()
    told = text(as_editor.get(informe))
    assert "No hay ningún enlace roto: la última vuelta terminó el" in told
    assert "m.." not in told
    assert "En esta instalación no se pregunta a otros sitios" in told


def test_the_form_of_a_page_tells_of_its_broken_links(as_editor, alfa, enlazar, revisar):
    page, sound = enlazar("/no-hay/", "/tampoco/"), make_page(alfa, "Sana")
    revisar()
    form = as_editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    where = reverse("enlaces:ver", args=[page.pk])
    [link] = soup(form).select(f'a[href="{where}"]')
    assert "2 enlaces rotos" in link.get_text()
    assert [lugar.direccion.motivo for lugar in broken_links_of(page)] == [
        "En el portal no hay nada en esa dirección."
    ] * 2
    assert len(rows(as_editor.get(where))) == 2
    form = as_editor.get(reverse("wagtailadmin_pages:edit", args=[sound.pk]))
    assert "enlaces rotos" not in text(form)


def test_who_translates_or_writes_in_a_team_enters_too(alfa, beta, informe, enlazar, revisar):
    page = enlazar("/no-hay/", title="Del equipo")
    enlazar("/nada/", title="De otros")
    enlazar("/tampoco/", portal=beta, title="De Beta")
    revisar()
    translator = alfa.signed_in(make_user("traductora", groups=["Traductores · Alfa"]))
    assert len(rows(translator.get(informe))) == 2
    coordinator = alfa.signed_in(make_user("coordinadora", groups=["Coordinador · Alfa"]))
    coordinator.post("/admin/equipos/new/", {"page": page.pk})
    team = Equipo.objects.get(page=page)
    member = alfa.signed_in(make_user("aguatera", groups=[team.group]))
    [row] = rows(member.get(informe))
    assert "Del equipo" in row
    # A coordinator may enter, but sees no links, because coordinators open no pages.
    response = coordinator.get(informe)
    assert (response.status_code, rows(response)) == (200, [])


def test_who_works_in_no_portal_does_not_enter(alfa, informe, enlazar, revisar):
    enlazar("/no-hay/")
    revisar()
    nobody = alfa.signed_in(make_user("nadie"))
    assert nobody.get(informe).status_code in (302, 403)


def test_the_sign_in_a_form_costs_one_query_and_none_for_a_draft(as_editor, alfa, enlazar, revisar):
    page, draft = enlazar("/no-hay/"), make_page(alfa, "Borrador", live=False)
    revisar()

    def asked(page):
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        as_editor.get(url)
        with CaptureQueriesContext(connection) as queries:
            assert as_editor.get(url).status_code == 200
        return len([query for query in queries if "enlaces_" in query["sql"]])

    assert (asked(page), asked(draft)) == (1, 0)
