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


def kept(known, found):
    """Return what is known of ``found``, in its order: sections that come later stand between."""
    return [each for each in found if each in known]


def test_the_sections_of_a_new_portal_stand_in_the_order_of_the_menu(alfa):
    known = [
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
    found = Page.objects.descendant_of(alfa.home).order_by("path")
    assert kept(known, [page.slug for page in found]) == known
    in_menu = [
        "Inicio",
        "Trámites y servicios",
        "Directorio",
        "Noticias",
        "Gobierno",
        "Transparencia",
    ]
    menu = links(alfa.get(), within='nav[aria-label="Principal"]')
    assert kept(in_menu, menu) == in_menu


def test_editors_are_offered_the_blocks_of_a_front_page_in_their_order():
    known = [
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
    found = HomePage._meta.get_field("bloques").stream_block.child_blocks
    assert kept(known, found) == known


def test_an_editor_is_offered_the_tasks_of_the_sections_in_their_order(as_editor):
    known = [
        "Escribir una noticia",
        "Adaptar un trámite",
        "Escribir un aviso",
        "Crear una página",
        "Añadir una entidad",
        "Anunciar un evento",
        "Decir quién gobierna",
        "Rendir cuenta Resultados,",
    ]
    tasks = links(as_editor.get("/admin/"), within=".tareas")
    assert kept(known, [" ".join(task.split()[:3]) for task in tasks]) == known
