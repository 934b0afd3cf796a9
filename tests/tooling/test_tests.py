"""Test modules do not import each other: shared code is in modules of helpers."""

import ast

from django.conf import settings

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
