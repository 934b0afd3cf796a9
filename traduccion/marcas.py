"""The tags of a text as people type them: *bold*, _italics_, [a link] and ↵ for a new line.

Only the editor has these signs: the database and PO files have the tags of Wagtail Localize. A
text that contains such a sign itself, or another tag, is shown with its tags.
"""

import html
import re

from wagtail_localize.strings import extract_ids

_TAG = re.compile(r"</?(?:a|abbr|acronym|b|br|code|em|i|strong)\b[^<>]*>", re.IGNORECASE)
_SIGNS = {"<b>": "*", "</b>": "*", "<i>": "_", "</i>": "_", "<br/>": "↵"}
_LINK = re.compile(r'<a id="(\w+)">([^<>\[\]]*(?:</?[bi]>[^<>\[\]]*)*)</a>')
# These expressions must not backtrack: they read each character once.
_MARKED_LINK = re.compile(r"\[([^\[\]]+)\](?:\((\d{1,3})\))?")
_BOLD = re.compile(r"\*([^*]+)\*")
_ITALIC = re.compile(r"(?<!\w)_([^_]+)_(?!\w)")


def has_marks(source):
    """Whether the editor shows ``source``, a text of the original, with signs instead of tags."""
    return bool(_TAG.search(source)) and to_html(_marked(source, source), source) == source


def to_marks(text, source):
    """Return ``text``, a translation of ``source`` or ``source`` itself, as the editor shows it."""
    marked = _marked(text, source)
    return marked if has_marks(source) and to_html(marked, source) == text else text


def to_html(text, source):
    """Return what a user typed for ``source``, with tags for the signs; typed tags stay."""
    if not _TAG.search(source) or _TAG.search(text):
        return text
    links = _links(source)
    said = html.escape(text, quote=False)
    said = _MARKED_LINK.sub(lambda match: _link(match, links), said)
    said = _ITALIC.sub(r"<i>\1</i>", _BOLD.sub(r"<b>\1</b>", said))
    return said.replace("↵", "<br/>")


def _links(source):
    """Return the ids of the links of ``source``, in the order of the numbers that users see."""
    return sorted(extract_ids(source), key=lambda key: (len(key), key))


def _marked(text, source):
    links = _links(source)

    def mark(match):
        key, words = match.groups()
        if key not in links:
            return match[0]
        number = f"({links.index(key) + 1})" if len(links) > 1 else ""
        return f"[{words}]{number}"

    marked = _LINK.sub(mark, text)
    for tag, sign in _SIGNS.items():
        marked = marked.replace(tag, sign)
    return html.unescape(marked)


def _link(match, links):
    words, number = match.groups()
    place = int(number) if number else 1
    if not 1 <= place <= len(links) or (number is None and len(links) > 1):
        return match[0]
    return f'<a id="{links[place - 1]}">{words}</a>'
