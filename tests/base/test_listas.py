"""The lists that the province keeps for all portals."""

import pytest
from django.urls import reverse

from tests.factories import get_categoria
from tests.reading import text


@pytest.mark.django_db
def test_two_entries_of_a_list_do_not_share_an_address(as_administrator):
    url = reverse("wagtailsnippets_noticias_categorianoticia:add")
    taken = get_categoria("cultura")
    response = as_administrator.post(url, {"nombre": "Otra cultura", "slug": taken.slug})
    assert "Ya hay una categoría con este identificador." in text(response)
    assert type(taken).objects.filter(slug=taken.slug).count() == 1
