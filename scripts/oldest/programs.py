"""Checks scripts for syntax and names that the oldest browsers lack."""

import re

import esprima
import tinycss2

from . import DATA
from .stylesheets import unknown_in_selector

MEMBERS, METHODS, GLOBALS = (
    frozenset(DATA["js"][name].split()) for name in ("members", "methods", "globals")
)
TAKE_SELECTORS = {"querySelector", "querySelectorAll", "matches", "closest"}


def faults(source):
    """Return (line, problem) pairs: unreadable syntax, and missing names used without a check."""
    try:
        tree = esprima.parseModule(source, loc=True)
    except esprima.Error as error:
        return [
            (error.lineNumber, f"{error.message.split(': ', 1)[-1]}: the whole file is not run")
        ]
    nodes = list(_nodes(tree, safe=False))
    asked_for = {name for node, _ in nodes for name in _asked_for(node)}
    found = []
    for node, safe in nodes:
        found += [(node.loc.start.line, words) for words in _unreadable(node)]
        name = _newer_name(node)
        if name and not safe and name not in asked_for:
            found.append((node.loc.start.line, f"{name}: they have none; ask for it first"))
    return found


def _nodes(node, *, safe):
    """Yield (node, whether it stands in a try with a handler) for ``node`` and all below it."""
    yield node, safe
    for name, value in vars(node).items():
        within_try = safe or (
            node.type == "TryStatement" and name == "block" and bool(node.handler)
        )
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, esprima.nodes.Node):
                yield from _nodes(child, safe=within_try)


def _asked_for(node):
    """Yield the names whose existence this node tests: the last one of each part of its test."""
    tests = []
    if node.type in ("IfStatement", "ConditionalExpression"):
        tests = [node.test]
    elif node.type == "LogicalExpression":
        tests = [node.left]
    while tests:
        test = tests.pop()
        if test.type == "LogicalExpression":
            tests += [test.left, test.right]
        elif test.type == "UnaryExpression":
            tests.append(test.argument)
        elif test.type == "MemberExpression" and test.property.type == "Identifier":
            yield test.property.name


def _unreadable(node):
    """Yield what stops the script at this node, or behaves differently than in a new browser."""
    if node.type == "Import":
        yield "import(): the whole file is not run"
    if node.type == "CallExpression" and node.callee.name == "fetch" and len(node.arguments) > 1:
        options = {option.key.name for option in node.arguments[1].properties or []}
        if "method" in options and "credentials" not in options:
            yield "fetch() with a method and no credentials: is sent without cookies"
    regex = getattr(node, "regex", None)
    if regex and re.search(r"\(\?<|\\[pk]\{|\\k<", regex.pattern):
        yield "a regular expression of a newer kind: the whole file is not run"
    if regex and set(regex.flags) - set("gimuy"):
        yield "a regular expression with newer flags: the whole file is not run"
    if node.type == "CallExpression" and node.callee.type == "MemberExpression" and node.arguments:
        selector = node.arguments[0].value
        if node.callee.property.name in TAKE_SELECTORS and isinstance(selector, str):
            unknown = unknown_in_selector(tinycss2.parse_component_value_list(selector))
            if unknown:
                yield f"{unknown} in a selector: throws"


def _newer_name(node):
    if node.type == "CallExpression" and node.callee.type == "MemberExpression":
        return node.callee.property.name if node.callee.property.name in METHODS else None
    if node.type == "MemberExpression" and not node.computed:
        name = node.property.name
        known_as = node.object.type == "Identifier" and node.object.name == "window"
        return name if name in MEMBERS or (known_as and name in GLOBALS) else None
    if node.type in ("NewExpression", "CallExpression") and node.callee.type == "Identifier":
        return node.callee.name if node.callee.name in GLOBALS else None
    if node.type == "VariableDeclarator" and node.init and node.init.type == "Identifier":
        return node.init.name if node.init.name in GLOBALS else None
    return None
