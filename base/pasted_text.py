"""What is left of a document that was pasted into the editor.

The editor itself takes over paragraphs, bold and italic words, lists and links of Word and drops
the rest; what is left are its empty lines, its indents made of spaces and its control characters.
"""

import re

from .texto import xml_text

_SPACE = "(?:[ \u00a0]|&nbsp;)"
_EMPTY = re.compile(r"<(p|li)\b[^<>]*>(?:[\s\u200b]|&nbsp;|<br\s*/?>)*</\1>")
_SPACES = re.compile(f"{_SPACE}{{2,}}")
_INDENT = re.compile(rf"(<(?:p|li)\b[^<>]*>){_SPACE}+")


def without_remains(html):
    """Return the HTML of a text without them."""
    lines = _EMPTY.sub("", xml_text(html))
    return _SPACES.sub(" ", _INDENT.sub(r"\1", lines))
