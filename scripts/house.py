"""Measures the code base: sizes of the apps, import cycles, and what is written by hand.

Prints each figure with its limit; with ``--check``, exits with 1 if a figure is above its limit.
"""

import ast
import sys
from collections import Counter
from copy import deepcopy
from itertools import chain
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parents[1]
# Maximum values; lines are of Python files outside migrations.
LIMITS = {
    "lines of base": 5_500,
    "lines of the biggest other app": 9_000,
    "lines of the biggest module": 350,
    "lines of the biggest settings file": 150,
    "lines of .ci/run": 120,
    "modules under 15 lines": 42,
    "lines of the class BasePage": 150,
    # It was 24 at the beginning; released migrations are not edited, so each feature adds some.
    "files of migrations": 40,
    "apps in circles": 0,
    "files in circles": 0,
    "uses of apps.get_model": 0,
    "replaced outside santiago/upstream": 0,
    # base/listing.py and tableros/reports.py page lists; these page the rows of one record.
    "lists paged by hand": 3,
    "apps without tests of their name": 0,
    "class names in three files": 0,
}
# A few lines are usual in these modules, and in those of commands.
_SHORT = {"__init__.py", "apps.py"}
# Classes that frameworks name; their package says of what they are.
_USUAL = {"Command", "IndexView", "CreateView", "EditView", "DeleteView"}


def main():
    rooms = _rooms()
    for name, paths in sorted(rooms.items()):
        print(f"{name:<16}{_lines(paths):>7} lines in {len(paths):>3} files")
    print()
    over = False
    for name, figure in _figures(rooms).items():
        is_over = figure > LIMITS[name]
        over = over or is_over
        print(f"{name:<36}{figure:>7} of {LIMITS[name]:>6}{'  over' if is_over else ''}")
    return int(over and "--check" in sys.argv)


def _rooms():
    names = {path.parent.name for path in ROOT.glob("*/apps.py")} | {"santiago"}
    return {
        name: [path for path in (ROOT / name).rglob("*.py") if "migrations" not in path.parts]
        for name in names
    }


def _figures(rooms):
    others = {name: _lines(paths) for name, paths in rooms.items() if name != "base"}
    modules = [path for paths in rooms.values() for path in paths]
    sys.path.insert(0, str(ROOT))
    graph = grimp.build_graph(*rooms, cache_dir=None)
    return {
        "lines of base": _lines(rooms["base"]),
        "lines of the biggest other app": max(others.values()),
        "lines of the biggest module": max(_lines([path]) for path in modules),
        "lines of the biggest settings file": max(
            _lines([path]) for path in (ROOT / "santiago" / "settings").glob("*.py")
        ),
        "lines of .ci/run": _lines([ROOT / ".ci" / "run"]),
        "modules under 15 lines": sum(
            _lines([path]) < 15 for path in modules if not _may_be_short(path)
        ),
        "lines of the class BasePage": _lines_of_class(ROOT / "base/models/pages.py", "BasePage"),
        "files of migrations": len(list(ROOT.glob("*/migrations/0*.py"))),
        "apps in circles": _in_circles(_of_apps(graph, rooms)),
        "files in circles": _in_circles(graph),
        "uses of apps.get_model": sum(
            path.read_text(encoding="utf-8").count("apps.get_model(") for path in modules
        ),
        "replaced outside santiago/upstream": sum(_replaced(path, rooms) for path in modules),
        "lists paged by hand": sum(
            path.read_text(encoding="utf-8").count("Paginator(")
            for path in modules
            if path not in rooms["base"]
        ),
        "apps without tests of their name": sum(
            not any((ROOT / "tests" / name).glob("test_*.py")) for name in rooms
        ),
        "class names in three files": sum(count > 2 for count in _class_names(modules).values()),
    }


def _may_be_short(path):
    return path.name in _SHORT or "commands" in path.parts


def _lines(paths):
    return sum(path.read_bytes().count(b"\n") for path in paths)


def _lines_of_class(path, name):
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef) and node.name == name:
            return node.end_lineno - node.lineno + 1
    raise LookupError(f"{path} has no class {name}")


def _class_names(modules):
    """Return a Counter of the names of classes: in how many of ``modules`` each stands."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in modules)
    names = (
        {node.name for node in tree.body if isinstance(node, ast.ClassDef)} - _USUAL
        for tree in trees
    )
    return Counter(chain.from_iterable(names))


def _replaced(path, rooms):
    """Return how many attributes of other packages a module assigns to.

    Names in capitals are settings of a package, which it means to be assigned to.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    others = {
        (name.asname or name.name).partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in node.names
        if not getattr(node, "level", 0)
        and (getattr(node, "module", None) or name.name).partition(".")[0] not in rooms
    }
    assigned = (
        target
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Attribute) and not target.attr.isupper()
    )
    return sum(_root(target) in others for target in assigned)


def _root(node):
    """Return the name at the beginning of «name.attribute.attribute»; None for anything else."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None


def _in_circles(graph):
    """Return the number of modules that take part in an import cycle."""
    return sum(
        any(
            other != module and graph.chain_exists(importer=other, imported=module)
            for other in graph.find_modules_directly_imported_by(module)
        )
        for module in graph.modules
    )


def _of_apps(graph, names):
    graph = deepcopy(graph)
    for name in names:
        graph.squash_module(name)
    return graph


if __name__ == "__main__":
    sys.exit(main())
