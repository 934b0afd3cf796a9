"""The tests are apart from each other: what several need is a helper, in a module of its own."""

import ast

from django.conf import settings

TESTS = settings.BASE_DIR / "tests"


def imported(path):
    """Yield the names of the modules and of what is taken from them, in parts."""
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
