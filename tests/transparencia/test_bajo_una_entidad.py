"""The pages below an entidad are hidden with its page, and published again with it."""

import pytest
from django.core.management import call_command

from directorio.models import EntidadPage
from tests.documentos.ley168 import make_ficha
from tests.documentos.making import make_documento
from tests.factories import make_document, make_entidad, make_indicador, make_private, publish
from tests.reading import links, text

pytestmark = pytest.mark.django_db

BELOW = "/directorio/acueducto/"
PATHS = [f"{BELOW}{end}" for end in ("plan-de-pipas/", "agua/", "agua/csv/", "agua/json/", "ley/")]


@pytest.fixture
def acueducto(alfa, settings):
    settings.WAGTAILDOCS_SERVE_METHOD = "redirect"  # the files of the tests are in memory
    entidad = make_entidad(alfa, "Acueducto")
    archivo = make_document("Plan anual", collection=alfa.collection)
    make_documento(alfa, "Plan de pipas", parent=entidad, archivo=archivo)
    make_indicador(alfa, "Agua", ("2025", 5, 5), parent=entidad, periodicidad="anual")
    make_ficha(alfa, parent=entidad, slug="ley")
    call_command("rehacer_buscador", verbosity=0)
    return entidad


def found(alfa):
    said = text(alfa.get("/buscar/", {"q": "pipas"})) + text(alfa.get("/buscar/", {"q": "agua"}))
    return "Plan de pipas" in said, "5 %, 2025" in said


def sitemap(alfa):
    return alfa.get("/sitemap.xml").content.decode()


def test_what_is_below_an_entity_goes_and_comes_with_its_page(alfa, acueducto, committed):
    file = links(alfa.get(PATHS[0]), within=".documentos").popitem()[1]
    assert found(alfa) == (True, True)
    with committed():
        EntidadPage.objects.get(pk=acueducto.pk).unpublish()
    assert {alfa.get(path).status_code for path in [*PATHS, file]} == {404}
    assert found(alfa) == (False, False)
    assert BELOW not in sitemap(alfa)
    with committed():
        publish(acueducto)
    assert {alfa.get(path).status_code for path in PATHS} == {200}
    assert alfa.get(file).status_code == 302
    assert found(alfa) == (True, True)
    assert sitemap(alfa).count(BELOW) == 4


def test_what_is_below_a_private_entity_is_as_private(alfa, acueducto, committed):
    file = links(alfa.get(PATHS[0]), within=".documentos").popitem()[1]
    with committed():
        make_private(acueducto)
    for path in PATHS:
        response = alfa.get(path)
        assert response.status_code != 200 or "contraseña" in text(response), path
    assert alfa.get(file).status_code == 404
    assert found(alfa) == (False, False)


def test_its_editors_still_preview_it(alfa, acueducto, as_editor):
    documento = acueducto.get_children().get(slug="plan-de-pipas")
    acueducto.unpublish()
    response = as_editor.get(f"/admin/pages/{documento.pk}/view_draft/")
    assert response.status_code == 200
    assert "Plan de pipas" in text(response)
