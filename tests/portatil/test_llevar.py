"""The text of a portal for a telephone: everything public, in parts, and nothing else."""

import json

import pytest
from django.core.management import call_command

from search.models import Sinonimo
from tests.factories import make_noticia, make_tramite
from tests.reading import soup_of, text

from .copia import fill

LIST = "/llevar/lista.json"


@pytest.fixture(scope="module")
def world(once):
    once(fill)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.PORTATIL_ROOT = tmp_path / "portatil"


def made(portal):
    """Make it; return what the list of the portal says."""
    call_command("preparar_portatil", portal.slug)
    return json.loads(portal.get(LIST).content)


def brought(portal, told):
    """Return {path: (title, html)} of all parts."""
    found = {}
    for address, _size in told["partes"].values():
        found |= json.loads(portal.get(address).content)
    return found


@pytest.mark.usefixtures("world")
def test_it_has_the_text_of_all_pages_and_no_more(alfa, beta):
    told = made(alfa)
    pages = brought(alfa, told)
    for path in ("/", "/noticias/feria-del-libro/", "/directorio/registro-civil/", "/en/"):
        assert path in pages
    title, html = pages["/directorio/registro-civil/"]
    assert title == "Registro Civil"
    content = soup_of(html)
    assert "22 651234" in content.get_text()
    assert "Abierto ahora" not in content.get_text()
    assert content.find_all(["form", "img", "svg", "script"]) == []
    everything = json.dumps(pages, ensure_ascii=False)
    for kept_out in ("Borrador secreto", "Reservada", "Historia de Beta"):
        assert kept_out not in everything
    assert told["bytes"] == sum(size for _address, size in told["partes"].values())
    assert beta.get(LIST).status_code == 404
    [address, _size] = told["partes"]["noticias"]
    assert beta.get(address).status_code == 404


def test_only_the_part_that_changed_gets_another_name(alfa, committed):
    with committed():
        make_noticia(alfa, "Feria")
        make_tramite(alfa, "Multa")
    before = made(alfa)["partes"]
    with committed():
        make_noticia(alfa, "Concierto")
    after = made(alfa)["partes"]
    changed = {section for section in after if after[section] != before.get(section)}
    assert "noticias" in changed
    assert "tramites" not in changed
    assert alfa.get(before["noticias"][0]).status_code == 404  # nobody keeps a list of old ones
    assert "immutable" in alfa.get(after["noticias"][0])["Cache-Control"]
    assert "max-age=0" in alfa.get(LIST)["Cache-Control"]


def test_what_is_withdrawn_takes_the_text_with_it(alfa, committed):
    with committed():
        page = make_noticia(alfa, "Se publicó por error")
    [address, _size] = made(alfa)["partes"]["noticias"]
    with committed():
        page.unpublish()
    assert alfa.get(LIST).status_code == 404
    assert alfa.get(address).status_code == 404


def test_it_is_offered_with_its_size(alfa):
    offer = "Llevar este portal en el teléfono"
    assert offer not in text(alfa.get("/mapa/"))
    told = made(alfa)
    for page in ("/mapa/?otra", "/sin-conexion/?otra"):
        assert f"{offer} (" in text(alfa.get(page))
    assert told["bytes"] > 0


def test_it_knows_the_synonyms_of_the_province(alfa, committed):
    with committed():
        Sinonimo.objects.create(expresiones="papalote, barrilete, cometa de papel")
    synonyms = made(alfa)["sinonimos"]
    assert synonyms["papalote"] == ["barrilete"]
    assert synonyms["barrilete"] == ["papalote"]


@pytest.mark.parametrize("name", ["nada", "lista2", "..%2Flista", "lista.json"])
def test_a_part_that_there_is_not_is_missing(alfa, name):
    made(alfa)
    assert alfa.get(f"/llevar/{name}.json").status_code == 404
