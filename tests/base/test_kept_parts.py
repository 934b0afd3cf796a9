"""The parts that all pages of a portal share are cached, and rebuilt after any change."""

import pytest
from django.core.cache import caches

from base.models import PortalSettings
from tests.factories import make_entidad, publish


def _again(portal, path):
    """Request a page that is not in the page cache, although its parts may be cached."""
    caches["pages"].clear()
    return portal.get(path).content.decode()


def test_the_foot_of_one_portal_is_not_that_of_another(alfa, beta, committed):
    for portal in (alfa, beta):
        telephones = [("telefono", {"etiqueta": f"Central {portal.slug}", "numero": "22 000000"})]
        record = PortalSettings.objects.get(slug=portal.slug)
        record.telefonos = telephones
        with committed():
            record.save()
    for portal in (alfa, beta):
        _again(portal, "/")
    for portal, other in ((alfa, beta), (beta, alfa)):
        foot = _again(portal, "/noticias/").partition("<footer")[2]
        assert f"Central {portal.slug}" in foot
        assert f"Central {other.slug}" not in foot


def test_a_section_that_gets_another_name_has_it_at_the_foot_at_once(alfa, committed):
    assert "Lo que pasa aquí" not in _again(alfa, "/agenda/")
    section = alfa.noticias
    section.title, section.show_in_menus = "Lo que pasa aquí", False
    with committed():
        publish(section)
    foot = alfa.get("/agenda/").content.decode().partition("<footer")[2]
    assert "Lo que pasa aquí" in foot


@pytest.mark.parametrize("path", ["/", "/buscar/"])
def test_the_head_of_a_page_without_a_search_is_not_given_to_others(alfa, path):
    """These two pages have a search of their own, so their bar has none."""
    assert 'id="buscar-cabecera"' not in _again(alfa, path)
    assert 'id="buscar-cabecera"' in _again(alfa, "/noticias/")
    assert 'id="buscar-cabecera"' not in _again(alfa, path)


@pytest.mark.parametrize("path", ["/directorio/", "/directorio/oficina-1/", "/no-hay/"])
def test_one_answer_asks_the_cache_for_each_part_once(alfa, path, monkeypatch):
    for number in range(1, 6):
        make_entidad(alfa, f"Oficina {number}")
    alfa.get(path)
    asked = []
    get = caches["fragments"].get
    monkeypatch.setattr(
        caches["fragments"], "get", lambda key, *more: asked.append(key) or get(key, *more)
    )
    _again(alfa, path)
    assert asked
    parts = [key for key in asked if key != "generation"]
    assert len(parts) == len(set(parts))
    assert len(parts) <= 14
