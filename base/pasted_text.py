"""Cleaning of rich text that was pasted from a document.

The editor itself converts paragraphs, bold, italics, lists and links of Word and drops the rest.
What remains are empty lines, indents made of spaces, and control characters.
"""

import re

from .texto import xml_text

_SPACE = "(?:[ \u00a0]|&nbsp;)"
_EMPTY = re.compile(r"<(p|li)\b[^<>]*>(?:[\s\u200b]|&nbsp;|<br\s*/?>)*</\1>")
_SPACES = re.compile(f"{_SPACE}{{2,}}")
_INDENT = re.compile(rf"(<(?:p|li)\b[^<>]*>){_SPACE}+")


def without_remains(html):
    """Return ``html`` without empty lines, indents, repeated spaces and control characters."""
    lines = _EMPTY.sub("", xml_text(html))
    return _SPACES.sub(" ", _INDENT.sub(r"\1", lines))
