"""Test modules do not import each other, and what tests share is not mixed up."""

import ast

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from wagtail.models import Page

from tests.factories import make_image, make_noticia

TESTS = settings.BASE_DIR / "tests"


def imported(path):
    """Yield the imported modules and names, each as a list of its parts."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".") for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = (node.module or "").split(".")
            yield from ([*module, name.name] for name in node.names)


def test_no_module_takes_anything_from_a_file_of_tests():
    modules = list(TESTS.rglob("*.py"))
    files = {path.stem for path in modules if path.stem.startswith("test_")}
    taken = {
        (str(path.relative_to(TESTS)), ".".join(names))
        for path in modules
        for names in imported(path)
        if files & {*names}
    }
    assert files
    assert not taken


@pytest.mark.on_both_databases
@pytest.mark.django_db(transaction=True)
def test_what_a_test_commits_is_gone_after_it(put_back, portales):
    alfa, pages = portales.alfa, Page.objects.count()
    for _test in range(2):
        make_noticia(alfa, "Feria")
        Group.objects.all().delete()
        put_back()
        assert Page.objects.count() == pages
        assert alfa.editores in Group.objects.all()


def test_a_rendition_that_is_drawn_once_is_of_its_own_picture(db):
    pictures = [make_image(size=(800, height)) for height in (400, 200, 400)]
    assert [picture.get_rendition("width-80").height for picture in pictures] == [40, 20, 40]
