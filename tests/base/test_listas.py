"""The lists that the province keeps for all portals."""

import pytest
from django.urls import reverse

from tests.factories import get_categoria, make_noticia
from tests.reading import links, soup, text


@pytest.mark.django_db
def test_two_entries_of_a_list_do_not_share_an_address(as_administrator):
    url = reverse("wagtailsnippets_noticias_categorianoticia:add")
    taken = get_categoria("cultura")
    response = as_administrator.post(url, {"nombre": "Otra cultura", "slug": taken.slug})
    assert "Ya hay una categoría con este identificador." in text(response)
    assert not type(taken).objects.filter(nombre="Otra cultura").exists()


@pytest.fixture
def cultura(alfa):
    """A category that two news items have."""
    cultura = get_categoria("cultura")
    for title in ("Una", "Otra"):
        make_noticia(alfa, title, categoria=cultura)
    return cultura


def test_a_category_in_use_stays_and_its_pages_are_counted(as_administrator, cultura):
    url = reverse("wagtailsnippets_noticias_categorianoticia:delete", args=[cultura.pk])
    for answer in (as_administrator.get(url), as_administrator.post(url)):
        assert "«Cultura» no se puede eliminar: se usa en 2 páginas." in text(answer)
        assert not soup(answer).find("button", class_="serious")
    assert get_categoria("cultura") == cultura


def test_several_entries_are_deleted_together_only_if_none_is_in_use(as_administrator, cultura):
    args = ["noticias", "categorianoticia", "delete"]
    chosen = f"?id={cultura.pk}&id={get_categoria('salud').pk}"
    answer = as_administrator.get(reverse("wagtail_bulk_action", args=args) + chosen)
    words = text(answer)
    assert "«Cultura» no se puede eliminar: se usa en 2 páginas." in words
    assert "«Salud» se puede eliminar." in words
    assert not soup(answer).find("button", class_="serious")
    usage = reverse("wagtailsnippets_noticias_categorianoticia:usage", args=[cultura.pk])
    assert links(answer)["Ver dónde se usa"].startswith(usage)
    as_administrator.post(reverse("wagtail_bulk_action", args=args) + chosen)
    assert get_categoria("cultura") == cultura
    assert get_categoria("salud")


def test_an_entry_that_nobody_uses_is_deleted(as_administrator, cultura):
    salud = get_categoria("salud")
    url = reverse("wagtailsnippets_noticias_categorianoticia:delete", args=[salud.pk])
    assert as_administrator.post(url).status_code == 302
    assert not type(salud).objects.filter(pk=salud.pk).exists()
