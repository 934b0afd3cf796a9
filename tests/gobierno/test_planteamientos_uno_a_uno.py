"""Single planteamientos are listed and found only where the portal shows them."""

from datetime import date

import pytest
from django.core.management import call_command
from wagtail.models import Page

from base.publicas import publicas
from directorio.models import EntidadPage
from gobierno.models import ConsejoPopularPage, PlanteamientoPage
from gobierno.planteamientos import views
from search.indice import indexed_at_once
from tests.budgets import COLD, queries, told
from tests.documentos.ley168 import make_ficha
from tests.documentos.making import make_documento
from tests.factories import make_entidad, make_page, make_private, publish
from tests.reading import links, meta, soup, text
from tests.transparencia.reading import listed

from .making import make_consejo
from .planteamientos import PATH, make_informe, make_planteamiento, muestra, seccion

pytestmark = pytest.mark.django_db

LIST = f"{PATH}lista/"


@pytest.fixture(scope="module")
def planteamientos(once):
    once(_make_planteamientos)


@indexed_at_once()
def _make_planteamientos(portales):
    alfa = portales.alfa
    agua = make_entidad(alfa, "Acueducto")
    centro = make_consejo(alfa, "Consejo Centro", 1)
    make_planteamiento(
        alfa,
        "Salidero",
        entidad=agua,
        consejo=centro,
        origen="despacho",
        estado="solucionado",
        respuesta="Se cambió la tubería.",
        respondido_el=date(2026, 10, 8),
        lugar="Circunscripción 1",
    )
    make_planteamiento(alfa, "Alumbrado", entidad=make_entidad(alfa, "Eléctrica"))
    norte = make_consejo(alfa, "Consejo Norte", 2)
    old = date(2026, 1, 5)
    make_planteamiento(alfa, "Bache", nombre="Viales", consejo=norte, fecha=old, lugar="Calle 4")
    muestra(alfa)


@pytest.fixture
def agua(planteamientos, portales):
    return EntidadPage.objects.get(title="Acueducto")


def test_what_is_listed_is_taken_away(alfa, agua):
    [row] = alfa.get(f"{LIST}json/", {"entidad": agua.pk}).json()["planteamientos"]
    told = ("titulo", "entidad", "consejo", "origen", "estado", "respuesta", "respondido_el")
    assert [row[name] for name in told] == [
        *("Salidero", "Acueducto", "Consejo Centro", "despacho", "solucionado"),
        *("Se cambió la tubería.", "2026-10-08"),
    ]
    make_planteamiento(alfa, "Pipas", texto="=HYPERLINK(1)", nombre="-1", estado="en_plan")
    table = alfa.get(f"{LIST}csv/", {"estado": "en_plan"}).getvalue().decode("utf-8-sig")
    heading, line = table.splitlines()
    assert heading == ",".join(row)
    assert ",'=HYPERLINK(1)," in line
    assert ",'-1," in line


def test_a_file_names_no_consejo_that_nobody_may_read(alfa, planteamientos):
    make_private(ConsejoPopularPage.objects.get(title="Consejo Norte"))
    for name in ("csv", "json"):
        said = alfa.get(f"{LIST}{name}/").getvalue().decode()
        assert "Bache" in said
        assert "Consejo Norte" not in said


def test_without_a_list_there_is_no_file_of_it(alfa, planteamientos):
    muestra(alfa, shows=False)
    assert alfa.get(f"{LIST}csv/").status_code == alfa.get(f"{LIST}json/").status_code == 404


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({}, ["Alumbrado", "Salidero", "Bache"]),
        ({"q": "TUBERIA"}, ["Salidero"]),
        ({"q": "calle 4"}, ["Bache"]),
        ({"q": "consejo centro"}, ["Salidero"]),
        ({"q": "viales"}, ["Bache"]),
        ({"q": "xilófono\x00"}, []),
        ({"estado": "solucionado"}, ["Salidero"]),
        ({"estado": "en_plan"}, []),
        ({"estado": "otro"}, None),
        ({"origen": "despacho"}, ["Salidero"]),
        ({"origen": "rendicion", "q": "bache"}, ["Bache"]),
        ({"entidad": "99999999999999999999"}, None),
        ({"consejo": "x"}, None),
    ],
)
def test_people_find_what_they_look_for(alfa, planteamientos, query, titles):
    everything = listed(alfa.get(LIST))
    response = alfa.get(LIST, query)
    assert response.status_code == 200
    assert listed(response) == (everything if titles is None else titles)


def test_those_of_an_entity_and_of_a_place_have_an_address(alfa, planteamientos):
    page = alfa.get(LIST)
    own = alfa.get(links(page)["Acueducto"])
    assert listed(own) == ["Salidero"]
    assert "Acueducto" in soup(own).title.get_text()
    assert links(own)["Ver todos los planteamientos"] == LIST
    assert listed(alfa.get(links(page)["Consejo Centro"])) == ["Salidero"]
    assert "Viales" not in links(page)


def test_states_are_counted_as_they_would_be_listed(alfa, planteamientos):
    page = alfa.get(LIST, {"origen": "rendicion"})
    assert list(links(page, within="nav.filtros:not(.archivo)")) == ["Todos (2)", "Pendiente (2)"]
    assert listed(alfa.get(links(page)["Pendiente (2)"])) == ["Alumbrado", "Bache"]


def test_a_long_list_has_pages_that_keep_the_filter(alfa, planteamientos, monkeypatch):
    monkeypatch.setattr(views.PlanteamientosList, "per_page", 1)
    first = alfa.get(LIST, {"estado": "pendiente"})
    assert listed(first) == ["Alumbrado"]
    assert listed(alfa.get(links(first)["Siguiente"])) == ["Bache"]


def test_the_page_of_one_tells_what_was_asked_and_what_was_answered(alfa, planteamientos):
    page = alfa.get(links(alfa.get(LIST))["Salidero"])
    said = text(page)
    for words in (
        "Solucionado",
        "Se respondió el 8 de octubre de 2026.",
        "Texto de Salidero",
        "Se cambió la tubería.",
        "Despacho, 24 de septiembre de 2026",
        "Circunscripción 1",
        "XVIII",
    ):
        assert words in said
    assert links(page)["Acueducto"] == "/directorio/acueducto/"
    assert links(page)["Consejo Centro"] == "/gobierno/consejo-centro/"


def test_nothing_private_or_of_another_portal_is_listed(portales, planteamientos):
    alfa = portales.alfa
    make_planteamiento(alfa, "Borrador", live=False)
    make_private(make_planteamiento(alfa, "Reservado"))
    make_planteamiento(portales.beta, "De Beta")
    muestra(portales.beta)
    assert listed(alfa.get(LIST)) == ["Alumbrado", "Salidero", "Bache"]
    assert listed(portales.beta.get(LIST)) == ["De Beta"]


def test_a_portal_without_any_says_so(alfa):
    muestra(alfa)
    assert "Todavía no hay planteamientos publicados" in text(alfa.get(LIST))


# --- When the portal does not show them -------------------------------------------------


def test_until_the_portal_chooses_it_nobody_gets_them(alfa, beta):
    page = make_planteamiento(alfa, "Salidero")
    address = page.get_url()
    assert alfa.get(LIST).status_code == 404
    assert alfa.get(address).status_code == 404
    assert "uno a uno" not in text(alfa.get(PATH))
    muestra(beta)
    assert alfa.get(address).status_code == 404


def everywhere(portal):
    """Return where a portal shows «Salidero», apart from its own page and the list."""
    call_command("rehacer_buscador", verbosity=0)
    addresses = (
        "/sitemap.xml",
        "/mapa/",
        PATH,
        "/transparencia/",
        "/",
        "/buscar/sugerencias/?q=sal",
    )
    found = [path for path in addresses if b"alidero" in portal.get(path).content]
    titles = listed(portal.get("/buscar/", {"q": "salidero"}))
    return found + titles


def test_what_is_not_shown_is_met_nowhere(alfa, committed):
    with committed():
        page = make_planteamiento(alfa, "Salidero")
    assert everywhere(alfa) == []
    with committed():
        muestra(alfa)
    assert "/sitemap.xml" in everywhere(alfa)
    assert "Salidero" in everywhere(alfa)
    shown = alfa.get(page.get_url())
    assert shown.status_code == 200
    card = meta(shown, "og:image").removeprefix(alfa.url)
    assert alfa.get(card).status_code == 200
    with committed():
        muestra(alfa, shows=False)
    assert everywhere(alfa) == []
    assert alfa.get(page.get_url()).status_code == 404
    assert alfa.get(card).status_code == 404


def test_the_search_follows_the_choice_when_it_is_published(alfa, committed):
    with committed():
        make_planteamiento(alfa, "Salidero")
    assert listed(alfa.get("/buscar/", {"q": "salidero"})) == []
    with committed():
        muestra(alfa)
    assert listed(alfa.get("/buscar/", {"q": "salidero"})) == ["Salidero"]
    with committed():
        muestra(alfa, shows=False)
    assert listed(alfa.get("/buscar/", {"q": "salidero"})) == []


def test_of_two_alike_the_search_puts_the_newer_one_first(alfa, committed):
    with committed():
        muestra(alfa)
        for day in (date(2018, 9, 1), date(2026, 9, 1)):
            make_planteamiento(alfa, "Salidero en el parque", fecha=day, slug=f"de-{day.year}")
    found = soup(alfa.get("/buscar/?q=salidero")).select("main a[href*='/de-20']")
    assert [a["href"].rstrip("/")[-4:] for a in found] == ["2026", "2018"]


def test_a_draft_of_the_choice_changes_nothing(alfa, committed):
    page = make_planteamiento(alfa, "Salidero")
    section = seccion(alfa)
    section.muestra_planteamientos = True
    section.save_revision()
    assert alfa.get(LIST).status_code == 404
    assert alfa.get(page.get_url()).status_code == 404
    with committed():
        publish(section)
    assert alfa.get(page.get_url()).status_code == 200
    section.muestra_planteamientos = False
    section.save_revision()
    assert alfa.get(page.get_url()).status_code == 200


def test_a_section_that_is_not_public_shows_none(alfa, planteamientos):
    page = PlanteamientoPage.objects.get(title="Salidero")
    seccion(alfa).unpublish()
    assert alfa.get(page.get_url()).status_code == 404
    assert not publicas(Page.objects.filter(pk=page.pk)).exists()


def test_editors_see_in_the_preview_what_is_not_shown(alfa, as_editor):
    page = make_planteamiento(alfa, "Salidero")
    response = as_editor.get(f"/admin/pages/{page.pk}/view_draft/")
    assert "Texto de Salidero" in response.content.decode()


@pytest.mark.parametrize("path", [LIST, f"{PATH}salidero/"])
def test_the_number_of_queries_is_the_same_for_any_number(alfa, planteamientos, path):
    few = queries(alfa, path)
    for n in range(3):
        make_planteamiento(
            alfa,
            f"Otro {n}",
            entidad=make_entidad(alfa, f"Entidad {n}"),
            consejo=make_consejo(alfa, f"Consejo {n}", 10 + n),
        )
        make_page(alfa, f"Página {n}")
    many = queries(alfa, path)
    assert len(few) == len(many) <= COLD, told(many)


def test_a_consejo_that_is_not_public_is_named_nowhere(alfa, planteamientos):
    consejo = make_consejo(alfa, "Consejo Reservado", 3)
    make_planteamiento(alfa, "De allá", consejo=consejo)
    consejo.unpublish()
    assert "De allá" in text(alfa.get(LIST))
    assert "Consejo Reservado" not in text(alfa.get(LIST))
    later = make_planteamiento(alfa, "Más tarde", consejo=consejo)
    assert "reservado" not in later.texto_llano


def test_an_entity_without_a_single_one_leads_to_none(alfa, planteamientos, agua):
    gas = make_entidad(alfa, "Gas")
    counts = (1, 0, 0, 0)
    make_informe(alfa, "2026-T1", (agua, "despacho", counts), (gas, "despacho", counts))
    shown = links(alfa.get("/directorio/acueducto/"))
    assert "Ver sus planteamientos, uno a uno" in " ".join(shown)
    assert "uno a uno" not in " ".join(links(alfa.get("/directorio/gas/")))


def test_an_entity_of_which_every_section_tells_keeps_its_budget(alfa, agua, planteamientos):
    make_informe(alfa, "2026-T1", (agua, "despacho", (5, 0, 0, 0)))
    page = make_documento(alfa, "Plan", parent=agua)
    make_ficha(alfa, ("planes", page), parent=agua, title="De Acueducto")
    path = agua.get_url()
    assert {"ley-168", "planteamientos", "documentos-de-la-entidad"} <= {
        heading["id"] for heading in soup(alfa.get(path)).select("main h2[id]")
    }
    found = queries(alfa, path)
    assert len(found) <= COLD, told(found)
