"""What every public list does with what it is asked."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/noticias/", "/agenda/", "/avisos/"])
def test_a_list_without_search_leaves_words_that_are_sought_alone(alfa, path):
    asked = alfa.get(f"{path}?q=agua")
    assert asked.status_code == 200
    assert f'<link rel="canonical" href="{alfa.url}{path}">' in asked.content.decode()
