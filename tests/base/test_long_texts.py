"""Long texts of one repeated character are accepted or refused fast, in every field."""

import pytest
from django.urls import reverse

from atencion.models import Caso
from gobierno import lugares
from gobierno.models import PlanteamientoPage
from tests.atencion import escritos
from tests.atencion.opiniones import answer, say
from tests.bounds import within
from tests.factories import make_page
from tests.gobierno.planteamientos import seccion
from tests.importacion.libros import xlsx
from tests.importacion.pantallas import Importar
from tests.reading import as_sent, filled_form, text

pytestmark = pytest.mark.django_db

SECONDS = 60  # of processor time, on a busy machine; with the error it took hours
MANY = 100_000
LONG = {
    "spaces": f"x{' ' * MANY}x",
    "hard spaces": f"x{chr(0xA0) * MANY}x",
    "at": "@" * MANY,
    "addresses": "a@a." * (MANY // 4),
    "digits": "1" * MANY,
    "numbers": "22000000 " * (MANY // 9),
    "less": "<a " * (MANY // 3),
    "accents": "a" + "\u0301\u0323" * (MANY // 2),
}


@pytest.fixture(params=LONG)
def long(request):
    return LONG[request.param]


@pytest.mark.parametrize("spaces", [40, 4_000, 200_000])
@pytest.mark.parametrize("space", [" ", "\u00a0"])
def test_an_indent_is_saved(as_editor, alfa, space, spaces):
    url = reverse("wagtailadmin_pages:add", args=["noticias", "noticiapage", alfa.noticias.pk])
    body = [("texto", as_sent([("unstyled", f"{space * spaces}El Intendente", [])]))]
    written = {"title": "Una", "slug": "una", "resumen": "Una noticia", "cuerpo": body}
    form = filled_form(as_editor.get(url), **written)
    with within(SECONDS):
        assert as_editor.post(url, form).status_code == 302


def test_any_paragraph_is_saved(as_editor, alfa, long):
    url = reverse("wagtailadmin_pages:add", args=["noticias", "noticiapage", alfa.noticias.pk])
    body = [("texto", as_sent([("unstyled", long, [])]))]
    written = {"title": "Una", "slug": "una", "resumen": "Una noticia", "cuerpo": body}
    form = filled_form(as_editor.get(url), **written) | {"action-submit": "1"}
    with within(SECONDS):
        assert as_editor.post(url, form).status_code == 302


def test_no_case_takes_long(alfa, long):
    told_by = {"telefono": "telefono", "correo": "correo"}
    for field in ("hechos", "nombre", "documento", "telefono", "correo"):
        written = {field: long, "notificar": told_by.get(field, "portal")}
        with within(SECONDS):
            assert escritos.send(alfa.browser(), **written).status_code in (200, 422)
    assert not Caso.objects.exists()


def test_no_opinion_takes_long(alfa, long):
    thanks = answer(alfa, make_page(alfa, "Recogida de basura"))
    with within(SECONDS):
        assert say(thanks, buscaba=long, fallo=long[:1000]).status_code in (200, 422)


def test_no_search_takes_long(alfa, long):
    with within(SECONDS):
        assert "demasiado larga" in text(alfa.get("/buscar/", {"q": long}))
        assert alfa.get("/tramites/", {"q": long, "letra": long}).status_code == 200
        assert alfa.get("/directorio/", {"q": long}).status_code == 200
        assert lugares.read(long)


def test_no_planteamiento_takes_long(as_editor, alfa, long):
    url = reverse(
        "wagtailadmin_pages:add", args=["gobierno", "planteamientopage", seccion(alfa).pk]
    )
    written = {"title": "Salidero", "slug": "salidero", "texto": long, "lugar": long}
    form = filled_form(as_editor.get(url), **written)
    with within(SECONDS):
        assert as_editor.post(url, form).status_code == 200
    assert not PlanteamientoPage.objects.exists()


def test_no_cell_takes_long(as_editor, alfa, long):
    cell = long[:19_999]
    sheet = {
        "Entidades": [["Clave", "Nombre", "Tipo", "Latitud"]]
        + [[f"k{row}", cell, cell, cell] for row in range(5)],
        "Horarios": [["Clave", "Días", "Abre", "Cierra"], ["k1", cell, cell, cell]],
    }
    with within(SECONDS):
        screen = Importar(as_editor, alfa.slug).upload(xlsx(**sheet))
    assert screen.status_code in (200, 422)
