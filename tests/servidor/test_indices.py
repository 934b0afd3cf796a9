import pytest
from django.db import connection
from wagtail.models import Page

pytestmark = pytest.mark.on_both_databases


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has Django's own index")
def test_sqlite_reads_one_branch_of_the_tree_and_not_all(alfa):
    assert "pages_by_branch" in Page.objects.descendant_of(alfa.home).explain()
