"""Where people begin follows what the sections declare, in the order of their numbers."""

import pytest
from wagtail.models import Page

from base.sections import contributions
from home.models import HomePage
from tests.reading import links


@pytest.mark.parametrize("kind", ["start_pages", "tasks", "front_blocks"])
def test_no_order_depends_on_that_of_the_apps(kind):
    orders = [declared.order for declared in contributions(kind)]
    assert sorted(orders) == sorted(set(orders))


def test_the_sections_of_a_new_portal_stand_in_the_order_of_the_menu(alfa):
    found = Page.objects.descendant_of(alfa.home).order_by("path")
    assert [page.slug for page in found] == [
        "tramites",
        "directorio",
        "atencion",
        "noticias",
        "gobierno",
        "transparencia",
        "planteamientos",
        "avisos",
        "agenda",
        "consultas",
    ]
    assert list(links(alfa.get(), within="header nav")) == [
        "Inicio",
        "Trámites y servicios",
        "Directorio",
        "Noticias",
        "Gobierno",
        "Transparencia",
    ]


def test_editors_are_offered_the_blocks_of_a_front_page_in_their_order():
    assert list(HomePage._meta.get_field("bloques").stream_block.child_blocks) == [
        "destacadas",
        "noticias",
        "tramites",
        "directorio",
        "avisos",
        "agenda",
        "imagen_texto",
        "enlaces",
        "portales",
        "compartidas",
    ]


def test_an_editor_is_offered_the_tasks_of_the_sections_in_their_order(as_editor):
    tasks = links(as_editor.get("/admin/"), within=".tareas")
    assert [" ".join(task.split()[:3]) for task in tasks][:8] == [
        "Escribir una noticia",
        "Adaptar un trámite",
        "Escribir un aviso",
        "Crear una página",
        "Añadir una entidad",
        "Anunciar un evento",
        "Decir quién gobierna",
        "Rendir cuenta Resultados,",
    ]
