"""No regular expression of the portals is slow, whatever somebody types: all are checked here."""

import ast
import importlib
import re
import tomllib
from pathlib import Path

import pytest

from .patterns import EXPONENTIAL, POLYNOMIAL, slowness

ROOT = Path(__file__).parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES = [name for name in PYPROJECT["tool"]["importlinter"]["root_packages"] if name != "tests"]
METHODS = {"search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn"}
# Other functions that take a pattern: Django searches with it.
TAKERS = {"RegexValidator", "re_path"}
# In JavaScript a regular expression stands where a value may; elsewhere slashes divide.
OF_JAVASCRIPT = re.compile(r"[(,=:?&|] ?/((?:[^\n/\\]|\\.)+)/[a-z]*")


@pytest.mark.parametrize(
    ("pattern", "method", "expected"),
    [
        # Empty lines with indents: two parts of the pattern could read a space.
        (r"<(p|li)\b[^>]*>(?:\s|[ \u00a0]|&nbsp;)*</\1>", "sub", EXPONENTIAL),
        (r"(a+)+$", "match", EXPONENTIAL),
        (r"(a?b?)*c", "fullmatch", EXPONENTIAL),
        (r"(?:a|aa){25}b", "match", EXPONENTIAL),
        (r"(?:a*)*b", "match", EXPONENTIAL),
        (r"\S+@\S+\.\S+", "search", POLYNOMIAL),
        (r"\S+@\S+", "sub", POLYNOMIAL),
        (r"<[^>]*>", "sub", POLYNOMIAL),
        (r"\s+$", "sub", POLYNOMIAL),
        (r"a(?:.*b)?", "sub", POLYNOMIAL),
        (r"n\s*(?:no)?\s*\d", "match", POLYNOMIAL),
        (r"(\d+)(?:ra|da)", "search", POLYNOMIAL),
        (r"(\d+)(?:ra|da)", "fullmatch", None),
        (r"^(\d+)(?:ra|da)", "search", None),
        (r"<[^<>]*>", "sub", None),
        (r"<(p|li)>(?:\s|\u200b|&nbsp;)*</\1>", "sub", None),
        (r"(?<![\d+])\d(?:[ -]?\d){6,11}(?!\d)", "search", None),
        (r"(?:[() .-]{0,2}\d){7,14}", "search", None),
        (r"[+-]?\d+(\.\d+)?", "sub", None),
        (r"(/[a-z0-9_-]+)*/", "fullmatch", None),
        (r"(.)\1+", "sub", None),
        (r"\s+", "sub", None),
        # A possessive part gives nothing back. But a search begins at each letter, and inside an
        # atomic group all ways are tried until the group matches.
        (r"\s*+,", "search", POLYNOMIAL),
        (r"\s*+,", "match", None),
        (r"a*a*b", "match", POLYNOMIAL),
        (r"a*+a*+b", "match", None),
        (r"(?>a*)a*+b", "match", None),
        (r"(?:a++)*b", "match", None),
        (r"(?:a+)*b", "match", EXPONENTIAL),
        (r"(?:a++b?|ab)*c", "match", EXPONENTIAL),
        (r"(?>(?:a|a)*b)c", "match", EXPONENTIAL),
        (r"(?:--[^\n]*+\n?|[\s;]++)*x", "match", EXPONENTIAL),
        (r"(?:--[^\n]*+|[\s;]++)*x", "match", None),
        (r"'(?>(?:[^'\\]++|\\.)*)'", "match", None),
    ],
)
def test_what_judges_tells_slow_patterns_from_quick_ones(pattern, method, expected):
    assert slowness(pattern, method=method) == expected


class Module:
    """A Python file and its patterns."""

    def __init__(self, path):
        self.path = path.relative_to(ROOT)
        self.tree = ast.parse(path.read_text(encoding="utf-8"))
        self.calls = [node for node in ast.walk(self.tree) if isinstance(node, ast.Call)]

    def reproaches(self):
        """Yield the faults of its patterns, one line each."""
        for call in self.calls:
            if _is_of_re(call.func, METHODS):
                yield f"{self.path}:{call.lineno}: keep the pattern under a name of the module"
        given = [call for call in self.calls if _name_of(call.func) in TAKERS]
        if not given and not any(_is_of_re(call.func, {"compile"}) for call in self.calls):
            return
        names = vars(importlib.import_module(".".join(self.path.with_suffix("").parts)))
        for call in given:
            written = compile(ast.Expression(call.args[0]), str(self.path), "eval")
            yield from self._judged(call.lineno, eval(written, names), 0, "search")
        for name, value in names.items():
            for pattern in _compiled_in(value):
                yield from self._judged(name, pattern.pattern, pattern.flags, self._used_to(name))

    def _judged(self, where, text, flags, method):
        if how := slowness(text, flags, method=method):
            yield f"{self.path}:{where}: {how} if used to {method}: {text}"

    def _used_to(self, name):
        """Return the most expensive method for which a constant is used.

        A pattern in a list is used under the names of the loops over that list.
        """
        each = {name} | {
            target.id
            for loop in ast.walk(self.tree)
            if isinstance(loop, ast.For | ast.comprehension) and _name_of(loop.iter) == name
            for target in ast.walk(loop.target)
            if isinstance(target, ast.Name)
        }
        used = METHODS & {
            node.attr
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Attribute) and _name_of(node.value) in each
        }
        return next((how for how in ("fullmatch", "match") if used == {how}), "search")


def _name_of(node):
    return node.id if isinstance(node, ast.Name) else None


def _is_of_re(node, names):
    return isinstance(node, ast.Attribute) and node.attr in names and _name_of(node.value) == "re"


def _compiled_in(value):
    """Yield the patterns in the value of a constant."""
    match value:
        case re.Pattern():
            yield value
        case list() | tuple() | set() | frozenset():
            for each in value:
                yield from _compiled_in(each)
        case dict():
            yield from _compiled_in([*value, *value.values()])


def test_no_pattern_of_the_portals_is_slow():
    files = [
        path
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
        if "migrations" not in path.parts
    ]
    assert not [line for path in files for line in Module(path).reproaches()]


def test_no_pattern_of_the_scripts_of_pages_is_slow():
    found = {
        (path.name, literal[1])
        for path in (ROOT / "static_src").rglob("*.js")
        for literal in OF_JAVASCRIPT.finditer(path.read_text(encoding="utf-8"))
    }
    assert len(found) > 1
    assert not [(name, text) for name, text in found if slowness(text)]
