"""Normas of a portal and of the province are listed with their state and their changes."""

from datetime import date

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from documentos.models import NormaPage
from tests.budgets import COLD, WARM, queries, told
from tests.factories import make_private, publish
from tests.reading import json_ld, links, rel, soup, text

from .making import make_norma, section

LIST = "/transparencia/normas/"


@pytest.fixture(scope="module")
def _ley(once):
    once(_make_ley)


def _make_ley(portales):
    make_norma(portales.provincia, "Ley de Aguas", numero="124", fecha=date(2017, 7, 14))


@pytest.fixture
def ley(_ley, portales):
    return NormaPage.objects.get(title="Ley de Aguas")


@pytest.fixture
def decreto(provincia, ley):
    return make_norma(
        provincia,
        "Decreto de las pipas",
        tipo="decreto",
        numero="9",
        fecha=date(2010, 2, 1),
        estado="derogada",
        derogada_por=ley,
    )


@pytest.fixture
def acuerdo(alfa, ley):
    return make_norma(alfa, "Acuerdo de la feria", tipo="acuerdo", fecha=date(2022, 3, 1))


def test_the_file_of_the_list_is_the_data_set_narrowed(alfa, decreto, acuerdo):
    answer = alfa.get(f"{LIST}json/?estado=derogada").json()
    [row] = answer["normas"]
    assert answer["portal"] == "Portal del Ciudadano de Alfa"
    assert (row["titulo"], row["derogada_por"]) == ("Decreto de las pipas", "Ley de Aguas")
    assert row["de_la_provincia"]
    table = alfa.get(f"{LIST}csv/?tipo=acuerdo").getvalue().decode("utf-8-sig")
    heading, line = table.splitlines()
    assert heading == ",".join(row)
    assert "Acuerdo de la feria" in line


def found(response):
    return [title.get_text() for title in soup(response).select(".lista .tarjeta-titulo")]


# --- The list -----------------------------------------------------------------------


def test_a_municipality_lists_its_own_and_those_of_the_province(
    alfa, beta, provincia, ley, decreto, acuerdo
):
    shared = ["Ley de Aguas", "Decreto de las pipas"]
    assert found(alfa.get(LIST)) == ["Acuerdo de la feria", *shared]
    assert found(beta.get(LIST)) == found(provincia.get(LIST)) == shared


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("estado=derogada", ["Decreto de las pipas"]),
        ("tipo=ley", ["Ley de Aguas"]),
        ("q=LEY 124", ["Ley de Aguas"]),
        ("q=decreto&estado=vigente", []),
        ("estado=x&tipo=x", ["Acuerdo de la feria", "Ley de Aguas", "Decreto de las pipas"]),
    ],
)
def test_it_is_narrowed_by_state_kind_and_words(alfa, decreto, acuerdo, query, titles):
    response = alfa.get(f"{LIST}?{query}")
    assert response.status_code == 200
    assert found(response) == titles


def test_what_is_not_published_for_the_portal_is_not_there(alfa, beta, provincia, ley):
    make_norma(beta, "De Beta")
    make_norma(provincia, "En borrador", live=False)
    make_private(make_norma(provincia, "Privada"))
    make_norma(provincia, "Vencida").unpublish()
    for slug in ("de-beta", "en-borrador", "privada", "vencida", "ninguna"):
        assert alfa.get(f"/transparencia/provincia/{slug}/").status_code == 404, slug
    assert found(alfa.get(LIST)) == ["Ley de Aguas"]
    assert provincia.get("/transparencia/provincia/ley-de-aguas/").status_code == 404


def test_an_empty_list_says_so(alfa):
    assert "Todavía no hay normas publicadas." in text(alfa.get(LIST))


# --- One norma ----------------------------------------------------------------------


def test_one_of_the_province_is_read_in_the_portal(alfa, provincia, ley):
    url = links(alfa.get(LIST), within=".lista")["Ley de Aguas"]
    assert url == "/transparencia/provincia/ley-de-aguas/"
    response = alfa.get(url)
    assert "Ley de Aguas" in text(response)
    assert rel(response, "canonical") == [f"{provincia.url}/transparencia/ley-de-aguas/"]
    assert links(response, within=".migas")["Transparencia"] == "/transparencia/"


def test_the_search_leads_there(alfa, ley):
    response = alfa.get("/buscar/?q=aguas")
    assert "/transparencia/provincia/ley-de-aguas/" in links(response).values()


def test_a_derogated_one_says_so_and_by_which(alfa, decreto):
    response = alfa.get("/transparencia/provincia/decreto-de-las-pipas/")
    assert "Esta norma está derogada." in text(response)
    assert links(response, within=".mensaje") == {
        "Ley de Aguas": "/transparencia/provincia/ley-de-aguas/"
    }
    force = json_ld(response)["Legislation"]["legislationLegalForce"]
    assert force == {"@id": "https://schema.org/NotInForce"}


def test_the_one_that_derogates_says_which(alfa, decreto):
    response = alfa.get("/transparencia/provincia/ley-de-aguas/")
    assert "Deroga a" in text(response)
    url = links(response, within="main")["Decreto de las pipas"]
    assert url == "/transparencia/provincia/decreto-de-las-pipas/"


def test_changes_are_told_in_both_ways(alfa, provincia, ley):
    make_norma(
        provincia,
        "Resolución 3",
        fecha=date(2012, 1, 1),
        estado="modificada",
        modificada_por=[ley],
    )
    response = alfa.get("/transparencia/provincia/resolucion-3/")
    assert "La modificaron" in text(response)
    assert "Ley de Aguas" in links(response, within="main")
    response = alfa.get("/transparencia/provincia/ley-de-aguas/")
    assert "Modifica a" in text(response)
    assert "Resolución 3" in links(response, within="main")


def test_what_another_portal_derogates_is_not_told_here(alfa, beta, ley):
    make_norma(beta, "De Beta", fecha=date(2001, 1, 1), estado="derogada", derogada_por=ley)
    assert "De Beta" not in text(alfa.get("/transparencia/provincia/ley-de-aguas/"))
    assert "Ley de Aguas" in links(beta.get("/transparencia/de-beta/"), within=".mensaje")


def test_more_norms_cost_no_more_queries(alfa, provincia, ley, decreto, acuerdo):
    one = "/transparencia/provincia/ley-de-aguas/"
    paths = (LIST, f"{LIST}?estado=vigente&q=ley", one, "/transparencia/")
    for path in paths:
        alfa.get(path)  # queries that a process sends only once
    before = {path: queries(alfa, path) for path in paths}
    for number in range(3):
        make_norma(provincia, f"Ley {number}", estado="derogada", derogada_por=ley)
        make_norma(alfa, f"Acuerdo {number}", estado="modificada", modificada_por=[ley])
    for path in paths:
        after = queries(alfa, path)
        assert len(after) == len(before[path]) <= COLD, told(after)
        warm = queries(alfa, path, warm=True)
        assert len(warm) <= WARM, told(warm)


# --- The form -----------------------------------------------------------------------


@pytest.fixture
def sends(as_editor, alfa):
    """Return a function that sends the form of a norma of Alfa: a new one, or ``page``."""

    def send(*, page=None, modificaciones=(), action="submit", **fields):
        rows = [{"norma": str(norma.pk)} for norma in modificaciones]
        data = {
            "title": "Norma nueva",
            "slug": page.slug if page else "norma-nueva",
            "resumen": "Qué dispone.",
            "tipo": "ley",
            "fecha": "2015-01-01",
            "estado": "vigente",
            f"action-{action}": "1",
            **fields,
        } | nested_form_data({"cuerpo": streamfield([]), "modificaciones": inline_formset(rows)})
        if page:
            url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        else:
            url = reverse(
                "wagtailadmin_pages:add", args=["documentos", "normapage", section(alfa).pk]
            )
        return as_editor.post(url, data, follow=True)

    return send


def saved():
    return NormaPage.objects.filter(slug="norma-nueva").first()


def test_one_that_the_province_derogated_goes_to_moderation(sends, ley):
    sends(estado="derogada", derogada_por=str(ley.pk))
    assert saved().workflow_in_progress
    assert saved().get_latest_revision_as_object().derogada_por == ley


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"estado": "derogada"}, "Diga qué norma la derogó."),
        ({"derogada_por": "ley"}, "Indicó qué norma la derogó: elija el estado «Derogada»"),
        ({"estado": "modificada"}, "Diga más abajo qué norma la modificó."),
        ({"modificaciones": ["ley"]}, "Indicó qué norma la modificó: elija el estado «Modificada»"),
        (
            {"estado": "modificada", "modificaciones": ["ley", "ley"]},
            "Esa norma ya está en la lista.",
        ),
        (
            {"estado": "derogada", "derogada_por": "ley", "fecha": "2020-01-01"},
            "Esa norma es anterior: no puede derogar a esta.",
        ),
        (
            {"estado": "modificada", "modificaciones": ["ley"], "fecha": "2020-01-01"},
            "Esa norma es anterior: no puede modificar a esta.",
        ),
    ],
)
def test_what_does_not_agree_is_said_at_its_field(sends, ley, fields, reason):
    if "derogada_por" in fields:
        fields = {**fields, "derogada_por": str(ley.pk)}
    fields = {**fields, "modificaciones": [ley for _ in fields.get("modificaciones", ())]}
    response = sends(**fields)
    assert reason in text(response)
    assert "Qué dispone." in response.content.decode()
    assert saved() is None


def test_it_is_not_derogated_by_itself(sends, acuerdo):
    response = sends(page=acuerdo, estado="derogada", derogada_por=str(acuerdo.pk))
    assert "Una norma no se deroga a sí misma." in text(response)


def test_a_circle_is_refused_however_long(sends, alfa):
    day = date(2015, 1, 1)
    first = make_norma(alfa, "Primera", fecha=day)
    second = make_norma(alfa, "Segunda", fecha=day, estado="derogada", derogada_por=first)
    third = make_norma(alfa, "Tercera", fecha=day, estado="derogada", derogada_por=second)
    response = sends(page=first, estado="derogada", derogada_por=str(third.pk))
    assert "Se deroga en círculo: «Tercera» → «Segunda» → «Primera»." in text(response)
    first.refresh_from_db()
    assert first.get_latest_revision_as_object().derogada_por is None


def test_a_circle_of_drafts_is_refused_as_well(sends, alfa):
    day = date(2015, 1, 1)
    first = make_norma(alfa, "Primera", fecha=day)
    second = make_norma(alfa, "Segunda", fecha=day)
    second.estado, second.derogada_por = "derogada", first
    second.save_revision()
    response = sends(page=first, estado="derogada", derogada_por=str(second.pk))
    assert "Se deroga en círculo" in text(response)


def test_a_norm_of_another_portal_is_refused(sends, beta):
    other = make_norma(beta, "De Beta")
    response = sends(estado="derogada", derogada_por=str(other.pk))
    assert "Lo que eligió aquí no es de su portal" in text(response)
    assert saved() is None


def test_a_province_norm_cannot_be_hidden_by_a_page_at_its_address(sends):
    assert "El portal usa esa dirección para otra cosa" in text(sends(slug="provincia"))


def test_what_derogates_may_be_withdrawn(alfa, ley, decreto, committed):
    with committed():
        ley.unpublish()
    response = alfa.get("/transparencia/provincia/decreto-de-las-pipas/")
    assert "Esta norma está derogada." in text(response)
    assert "Ley de Aguas" not in text(response)
    with committed():
        publish(ley)
    response = alfa.get("/transparencia/provincia/decreto-de-las-pipas/")
    assert "Ley de Aguas" in text(response)
