"""Checks stylesheets for what the oldest browsers cannot read, and shows what they read."""

import re
from itertools import pairwise

import tinycss2
from tinycss2.ast import AtRule, Declaration, QualifiedRule

from . import DATA

CSS = DATA["css"]
PROPERTIES, SELECTORS, FUNCTIONS, UNITS, AT_RULES = (
    frozenset(CSS[name].split())
    for name in ("properties", "selectors", "functions", "units", "at_rules")
)
COLOURS = {"rgb", "rgba", "hsl", "hsla"}
DONE_WITHOUT = CSS["done_without"]


def faults(css):
    """Return (line, problem) for everything unreadable that harms a page in those browsers."""
    rules = list(_rules(css))
    found = [
        (rule.source_line, words)
        for rule in rules
        if isinstance(rule, AtRule)
        for words in _faults_of_at_rule(rule)
    ]
    rules = [
        (_selectors(rule), _declarations(rule)) for rule in rules if rule.type == "qualified-rule"
    ]
    rows = {
        tinycss2.serialize(selector).strip()
        for selectors, declarations in rules
        if any(map(_says_flex, declarations))
        for selector in selectors
    }
    for selectors, declarations in rules:
        for selector in selectors:
            unknown = unknown_in_selector(selector)
            if unknown and unknown not in DONE_WITHOUT:
                words = f"{unknown}: the whole rule is passed over"
                found.append((selector[0].source_line, words))
        names = {tinycss2.serialize(selector).strip() for selector in selectors}
        if len(names) > 1 and any(":-" in name for name in names):
            words = "a selector of one browser beside others: the others pass over the whole rule"
            found.append((selectors[0][0].source_line, words))
        found += _faults_of(declarations)
        found += _faults_of_gaps(declarations, in_a_row=bool(names & rows))
    return sorted(found)


def _faults_of_at_rule(rule):
    if rule.lower_at_keyword not in AT_RULES:
        yield f"@{rule.lower_at_keyword}: all that is in it is passed over"
    if rule.lower_at_keyword == "media" and re.search("[<>=]", tinycss2.serialize(rule.prelude)):
        yield "@media with < or >: all that is in it is passed over"


def _faults_of(declarations):
    said = set()
    for declaration in declarations:
        unknown = _unknown_in(declaration)
        name = declaration.lower_name
        if not unknown:
            said |= {name, *(["font-size"] if name == "font" else [])}
        elif unknown in DONE_WITHOUT:
            continue
        elif unknown == name:
            yield declaration.source_line, f"{name}: unknown"
        elif name.startswith("--"):
            yield declaration.source_line, f"{unknown} in {name}: what uses it has no value at all"
        elif _has_var(declaration):
            words = "beside var(): what was said before it does not count either"
            yield declaration.source_line, f"{unknown} in {name}, {words}"
        elif not {name, name.split("-")[0]} & said:
            yield declaration.source_line, f"{unknown} in {name}, and no plain value before it"


def _faults_of_gaps(declarations, *, in_a_row):
    """Yield unsupported gaps: those browsers know them in grids and columns, not in flex rows."""
    in_columns = any(declaration.lower_name == "columns" for declaration in declarations)
    for declaration in declarations:
        name = declaration.lower_name
        is_gap = name in ("grid-gap", "grid-column-gap", "grid-row-gap") and in_a_row
        if is_gap and tinycss2.serialize(declaration.value).strip() != "0":
            yield declaration.source_line, f"{name} in a row of boxes (flex): give them margins"
        if name == "column-gap" and not in_columns:
            yield (
                declaration.source_line,
                "column-gap without columns: in a grid it is grid-column-gap",
            )


def as_they_read(css):
    """Return the part of the stylesheet that those browsers understand."""
    return "\n".join(_remains(tinycss2.parse_stylesheet(css, skip_comments=True)))


def _remains(rules):
    for rule in rules:
        if isinstance(rule, AtRule) and rule.lower_at_keyword in ("media", "supports"):
            if rule.lower_at_keyword == "supports" and not _enters(rule.prelude):
                continue
            inner = "\n".join(_remains(_inner(rule)))
            is_media = rule.lower_at_keyword == "media"
            yield f"@media{tinycss2.serialize(rule.prelude)}{{\n{inner}\n}}" if is_media else inner
        elif isinstance(rule, AtRule) and rule.lower_at_keyword in AT_RULES:
            yield rule.serialize()
        elif isinstance(rule, QualifiedRule) and not any(
            map(unknown_in_selector, _selectors(rule))
        ):
            read = "; ".join(filter(None, map(_read, _declarations(rule))))
            yield f"{tinycss2.serialize(rule.prelude)}{{ {read} }}"


def _read(declaration):
    unknown = _unknown_in(declaration)
    if unknown and declaration.name.startswith("--"):
        return f"{declaration.name}: initial"  # makes declarations that use it invalid
    if unknown and _has_var(declaration) and unknown != declaration.lower_name:
        return f"{declaration.name}: unset"
    if unknown:
        return None
    # Those browsers know no gap in a flex row, by any name.
    return declaration.serialize() + ("; gap: 0" if _says_flex(declaration) else "")


def _rules(css):
    """Yield all rules that those browsers enter, including nested ones."""
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    while rules:
        rule = rules.pop(0)
        if rule.type == "error":
            raise ValueError(f"line {rule.source_line}: {rule.message}")
        keyword = rule.lower_at_keyword if isinstance(rule, AtRule) else ""
        if keyword == "media" or (keyword == "supports" and _enters(rule.prelude)):
            rules = _inner(rule) + rules
        yield rule


def _inner(rule):
    return tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)


def _enters(condition):
    """Return whether those browsers enter an ``@supports`` with ``condition``."""
    condition = [token for token in condition if token.type != "whitespace"]
    words = [token.lower_value if token.type == "ident" else "" for token in condition]
    for word, holds in (("or", any), ("and", all)):
        if word in words:
            at = words.index(word)
            return holds([_enters(condition[:at]), _enters(condition[at + 1 :])])
    if words[0] == "not":
        return not _enters(condition[1:])
    [test] = condition
    if test.type != "() block":
        return False  # selector() is newer than all of them
    declaration = tinycss2.parse_one_declaration(test.content)
    if isinstance(declaration, Declaration):
        return not _unknown_in(declaration)
    return _enters(test.content)


def _selectors(rule):
    """Return the tokens of each selector of a rule, as lists."""
    selectors = [[]]
    for part in rule.prelude:
        if part == ",":
            selectors.append([])
        else:
            selectors[-1].append(part)
    return selectors


def _declarations(rule):
    contents = tinycss2.parse_blocks_contents(
        rule.content, skip_comments=True, skip_whitespace=True
    )
    for part in contents:
        if not isinstance(part, Declaration):
            raise ValueError(f"line {part.source_line}: {part.type} within a rule")
    return contents


def unknown_in_selector(selector):
    """Return what those browsers cannot read in the tokens of ``selector``, or None."""
    for colon, token in pairwise(selector):
        if colon != ":":
            continue
        if token.type == "ident" and token.lower_value not in SELECTORS:
            return None if token.lower_value.startswith("-") else f":{token.lower_value}"
        if token.type == "function":
            if token.lower_name not in SELECTORS:
                return f":{token.lower_name}()"
            simple = [part for part in token.arguments if part not in (":", ".")]
            # Those browsers accept only one simple selector in «not».
            if token.lower_name == "not" and (
                len(simple) > 1 or unknown_in_selector(token.arguments)
            ):
                return f":not({tinycss2.serialize(token.arguments)})"
    return None


def _unknown_in(declaration):
    """Return what those browsers cannot read: the property, or a word or function of its value."""
    name = declaration.lower_name
    if name.startswith("-") and not name.startswith("--"):
        return None  # a property of one browser, which others name differently
    if not name.startswith("--") and name not in PROPERTIES:
        return name
    newer = CSS["newer_values"].get(name, "").split()
    for token in _flattened(declaration.value):
        if token.type == "function" and token.lower_name not in FUNCTIONS:
            return f"{token.lower_name}()"
        if token.type == "function" and token.lower_name in COLOURS and "," not in token.arguments:
            return f"{token.lower_name}() without commas"
        if token.type == "dimension" and token.lower_unit not in UNITS:
            return token.lower_unit
        if token.type == "ident" and token.lower_value in newer:
            return f"{name}: {token.lower_value}"
    if name == "content" and "/" in declaration.value:
        return "words for those who listen (/)"
    return None


def _flattened(tokens):
    for token in tokens:
        yield token
        yield from _flattened(
            getattr(token, "arguments", None) or getattr(token, "content", None) or []
        )


def _has_var(declaration):
    return any(
        token.type == "function" and token.lower_name == "var"
        for token in _flattened(declaration.value)
    )


def _says_flex(declaration):
    return declaration.lower_name == "display" and "flex" in tinycss2.serialize(declaration.value)
