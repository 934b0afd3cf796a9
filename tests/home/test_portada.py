"""The front page as editors compose it, from blocks that show the content of the portal."""

import json
from datetime import date
from itertools import pairwise

import pytest
from django.urls import reverse
from wagtail.models import Page

from home.models import HomePage
from search.indice import indexed_at_once
from tests.factories import (
    compose,
    featured,
    link_list,
    make_aviso,
    make_entidad,
    make_evento,
    make_image,
    make_noticia,
    make_page,
    make_private,
    make_tramite,
    picture_with_text,
)
from tests.reading import block_errors, filled_form, links, soup, text, titles

EVERY_SECTION = ("noticias", "tramites", "directorio", "avisos", "agenda")


def composed_of(home):
    return [block.block_type for block in HomePage.objects.get(pk=home.pk).bloques]


def edit_url(portal):
    return reverse("wagtailadmin_pages:edit", args=[portal.home.pk])


def save(browser, portal, bloques, **changes):
    """Submit the form of the front page with ``bloques`` as the value of its stream."""
    url = edit_url(portal)
    data = filled_form(browser.get(url), streams=["accesos", "cuerpo"], bloques=bloques, **changes)
    return browser.post(url, data)


def draft_of(portal):
    return Page.objects.get(pk=portal.home.pk).get_latest_revision_as_object()


# --- A new portal ---------------------------------------------------------------------


def test_a_new_portal_is_composed_already(portales):
    assert composed_of(portales.alfa.home) == ["noticias", "agenda"]
    assert composed_of(portales.alfa.home_en) == ["noticias", "agenda"]
    of_province = ["noticias", "agenda", "portales", "compartidas"]
    assert composed_of(portales.provincia.home) == of_province


# --- Blocks that show a section -----------------------------------------------------


@pytest.fixture(scope="module")
def _full(once):
    once(_make_full)


@indexed_at_once()
def _make_full(portales):
    alfa, provincia = portales.alfa, portales.provincia
    make_noticia(alfa, "Una noticia")
    make_evento(alfa, "Un concierto", date(2030, 1, 1))
    make_entidad(alfa, "Bomberos de Alfa")
    make_tramite(provincia, "Carné", eventos=["identidad"])
    make_aviso(alfa, "Ciclón")


@pytest.fixture
def full(_full, alfa):
    """Alfa with content in every section."""
    return alfa


def test_each_section_is_shown_in_the_order_of_the_editor(full, committed):
    compose(full, *EVERY_SECTION)
    assert titles(full.get()) == [
        "Noticias",
        "Trámites según lo que necesita",
        "Directorio",
        "Avisos",
        "Agenda",
    ]
    with committed():
        compose(full, *reversed(EVERY_SECTION))
    assert titles(full.get())[::4] == ["Agenda", "Noticias"]
    found = links(full.get(), within="main")
    assert found["Identidad (1)"] == "/tramites/?evento=identidad"
    assert found["Trámites y registros"] == "/directorio/?tipo=tramites"
    for more in ("Todas las noticias", "Todos los trámites", "Todo el directorio"):
        assert full.get(found[more]).status_code == 200
    for more in ("Todos los avisos", "Todos los eventos"):
        assert full.get(found[more]).status_code == 200
    for address in ("/tramites/?evento=identidad", "/directorio/?tipo=tramites"):
        assert full.get(address).status_code == 200


def test_what_holds_nothing_leaves_no_empty_box(alfa):
    compose(alfa, *EVERY_SECTION)
    assert titles(alfa.get()) == []
    assert not soup(alfa.get()).main.find_all("section")


@pytest.mark.parametrize("name", EVERY_SECTION)
def test_a_section_that_is_withdrawn_or_private_takes_its_block_along(full, name, committed):
    compose(full, name)
    section = getattr(full, name)
    assert len(titles(full.get())) == 1
    with committed():
        restriction = make_private(section)
    assert titles(full.get()) == []
    with committed():
        restriction.delete()
        Page.objects.get(pk=section.pk).specific.unpublish()
    assert titles(full.get()) == []


def test_the_other_portals_are_shown_wherever_an_editor_wants_them(portales):
    compose(portales.alfa, "portales")
    assert titles(portales.alfa.get()) == ["Otros portales de la provincia"]
    found = soup(portales.alfa.get()).main.select(".municipios strong")
    assert [strong.get_text() for strong in found] == ["Provincia", "Beta"]
    assert titles(portales.provincia.get()) == ["Los municipios"]


def test_without_blocks_the_search_and_the_quick_links_stay(full):
    page = make_page(full, "Pagar la luz")
    compose(full, accesos=[{"type": "acceso", "value": {"pagina": page.pk, "texto": ""}}])
    assert titles(full.get()) == ["Accesos directos"]
    assert soup(full.get()).main.find("form", role="search")
    assert links(full.get(), within="main")["Pagar la luz"] == "/pagar-la-luz/"


# --- Featured news ------------------------------------------------------------------


def shown_news(portal, path="/"):
    headings = soup(portal.get(path)).main.select(".tarjeta-titulo")
    return [(heading.name, heading.get_text()) for heading in headings]


def test_featured_news_come_first_and_once(alfa):
    old, older = (
        make_noticia(alfa, title, fecha=date(2020, 1, day))
        for title, day in (("Vieja", 2), ("Más vieja", 1))
    )
    make_noticia(alfa, "De hoy")
    compose(alfa, featured(older, old), "noticias")
    assert shown_news(alfa) == [("h2", "Más vieja"), ("h2", "Vieja"), ("h3", "De hoy")]


@pytest.mark.parametrize("what", ["withdrawn", "private", "deleted"])
def test_featured_news_that_nobody_may_read_disappear(alfa, what, committed):
    gone, stays = make_noticia(alfa, "Se va"), make_noticia(alfa, "Se queda")
    compose(alfa, featured(gone, stays))
    assert shown_news(alfa) == [("h2", "Se va"), ("h2", "Se queda")]
    with committed():
        match what:
            case "withdrawn":
                gone.unpublish()
            case "private":
                make_private(gone)
            case "deleted":
                gone.delete()
    assert shown_news(alfa) == [("h2", "Se queda")]


def test_only_news_of_ones_own_portal_are_featured(portales):
    foreign = make_noticia(portales.beta, "De Beta")
    compose(portales.alfa, featured(foreign))
    response = portales.alfa.get()
    assert response.status_code == 200
    assert "De Beta" not in text(response)
    assert not soup(response).main.select(".primera-plana")


def test_featured_news_are_refused_by_the_form_when_of_another_portal(portales, as_editor):
    foreign, own = make_noticia(portales.beta, "De Beta"), make_noticia(portales.alfa, "De Alfa")

    def send(noticia):
        items = {"noticias-count": "1", "noticias-0-deleted": "", "noticias-0-order": "0"}
        value = {**items, "noticias-0-id": "", "noticias-0-value": str(noticia.pk)}
        return save(as_editor, portales.alfa, [("destacadas", value)])

    response = send(foreign)
    assert response.status_code == 200
    assert "no es de su portal" in text(response) + block_errors(response)
    assert "De Beta" not in response.content.decode()
    assert send(own).status_code == 302
    [block] = draft_of(portales.alfa).bloques
    assert [page.pk for page in block.value["noticias"]] == [own.pk]


# --- Links and pictures -------------------------------------------------------------


def test_links_lead_to_pages_that_anyone_may_read_and_to_addresses(alfa):
    private, draft = make_page(alfa, "Privada"), make_page(alfa, "Borrador", live=False)
    make_private(private)
    page = make_page(alfa, "Pagar la luz")
    address = ("https://ejemplo.cu/", "Otro sitio")
    compose(alfa, link_list("Sitios", page, private, draft, address))
    found = links(alfa.get(), within=".seccion .accesos")
    assert found == {"Pagar la luz": "/pagar-la-luz/", "Otro sitio": "https://ejemplo.cu/"}


def test_a_list_whose_links_all_disappear_disappears(alfa):
    compose(alfa, link_list("Sitios", make_page(alfa, "Borrador", live=False)))
    assert titles(alfa.get()) == []


def link_form(**link):
    empty = {"pagina": "", "direccion": "", "texto": "", "descripcion": ""}
    data = {"titulo": "Sitios", "enlaces-count": "1", "enlaces-0-deleted": ""}
    data |= {"enlaces-0-order": "0", "enlaces-0-id": ""}
    return data | {f"enlaces-0-value-{name}": value for name, value in (empty | link).items()}


@pytest.mark.parametrize(
    ("link", "error"),
    [
        ({}, "solo una de las dos"),
        ({"direccion": "https://ejemplo.cu/"}, "Escriba cómo se llama"),
        ({"direccion": "javascript:alert(1)", "texto": "Aquí"}, "válida"),
    ],
)
def test_a_link_that_leads_nowhere_is_refused(as_editor, alfa, link, error):
    blocks = [("enlaces", link_form(**link))]
    response = save(as_editor, alfa, blocks, **{"action-submit": "1"})
    assert response.status_code == 200
    assert error in block_errors(response)
    good = link_form(direccion="https://ejemplo.cu/", texto="Aquí")
    assert save(as_editor, alfa, [("enlaces", good)]).status_code == 302


def test_a_picture_stands_beside_its_text(alfa, committed):
    image = make_image("Museo", collection=alfa.collection)
    link = f'<p>Vea <a linktype="page" id="{alfa.noticias.pk}">las noticias</a></p>'
    compose(alfa, picture_with_text(image, "El museo", link))
    section = soup(alfa.get()).main.find("h2", string="El museo").find_parent("section")
    assert section.img["alt"] == "Una foto"
    assert section.find("a")["href"].endswith("/noticias/")
    with committed():
        image.delete()
    assert not soup(alfa.get()).main.find("picture")
    assert "Vea las noticias" in text(alfa.get())


# --- Many blocks ------------------------------------------------------------------------


def test_headings_and_names_stay_in_order_with_everything_twice(full):
    image = make_image("Museo", collection=full.collection)
    noticia = make_noticia(full, "Destacada", imagen_portada=image)
    for number in range(9):
        make_noticia(full, f"Noticia {number}", imagen_portada=image)
    page = make_page(full, "Pagar la luz")
    lists = [link_list("Sitios", page), link_list("Más sitios", page)]
    pictures = [picture_with_text(image, "El museo"), picture_with_text(image)]
    cuerpo = [{"type": "encabezado", "value": {"texto": "Al final", "nivel": "2"}}]
    compose(full, featured(noticia), *lists, *EVERY_SECTION, *pictures, "portales", cuerpo=cuerpo)
    page = soup(full.get())
    names = [tag["id"] for tag in page.find_all(id=True)]
    assert len(names) == len(set(names))
    levels = [int(tag.name[1]) for tag in page.main.find_all(["h1", "h2", "h3", "h4"])]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    labels = {tag["aria-labelledby"] for tag in page.find_all(attrs={"aria-labelledby": True})}
    assert labels <= set(names)
    assert titles(full.get())[-1] == "Al final"


# --- The form -----------------------------------------------------------------------


def test_an_editor_composes_and_sees_it_before_anybody_else(as_editor, full):
    assert save(as_editor, full, [("agenda", ""), ("directorio", "")]).status_code == 302
    assert titles(full.get()) == ["Noticias", "Agenda"]
    assert [block.block_type for block in draft_of(full).bloques] == ["agenda", "directorio"]
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[full.home.pk])
    blocks = [("avisos", ""), ("noticias", "")]
    form = as_editor.get(edit_url(full))
    data = filled_form(form, streams=["accesos", "cuerpo"], bloques=blocks)
    assert json.loads(as_editor.post(preview, data).content)["is_valid"]
    assert titles(as_editor.get(preview)) == ["Avisos", "Noticias"]


@pytest.mark.parametrize("name", ["noticias", "agenda", "portales"])
def test_the_same_block_twice_is_refused_where_it_would_say_nothing_new(as_editor, alfa, name):
    response = save(as_editor, alfa, [(name, ""), (name, "")])
    assert response.status_code == 200
    assert "El máximo número de elementos es 1" in block_errors(response)
    assert [block.block_type for block in draft_of(alfa).bloques] == ["noticias", "agenda"]


def test_what_only_the_province_can_show_is_refused_elsewhere(portales, as_editor, as_moderator):
    response = save(as_editor, portales.alfa, [("compartidas", "")])
    assert response.status_code == 200
    assert "solo para la portada de la provincia" in block_errors(response)
    assert save(as_moderator, portales.provincia, [("compartidas", "")]).status_code == 302
