"""Turns mail addresses that programs hid from robots into plain links, without running scripts.

Joomla 3 writes a sentence («Esta dirección de correo electrónico está siendo protegida…») and a
script that joins the pieces of the address; Joomla 4 and 5 write an element with the two halves in
base64; Cloudflare, which is in front of some portals, writes hexadecimal numbers.
"""

import re
from base64 import b64decode
from binascii import Error as NotBase64Error
from html import escape, unescape

# Start and end tags of an element have separate patterns: one pattern for both would search to the
# end of the text for each start tag.
_HIDDEN = re.compile(r"<joomla-hidden-mail\b([^<>]*+)>", re.IGNORECASE)
_HIDDEN_ENDS = re.compile(r"</joomla-hidden-mail\s*+>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b(first|last|text)\s*+=\s*+["']([^"']*+)["']""")
# The element that the script fills; Joomla 2.5 had only the sentence.
_PLACE = re.compile(r"<span\b([^<>]*+)>[^<]*+</span>", re.IGNORECASE)
_CLOAK = re.compile(r"""\bid\s*+=\s*+["']cloak[0-9a-f]++["']""", re.IGNORECASE)
_PIECES = re.compile(
    r"\baddy(_text)?[0-9a-f]++\s*+=\s*+(?:addy(?:_text)?[0-9a-f]++\s*+\+\s*+)?"
    r"((?>(?:'[^'\n]*+'[ \t]*+\+?+[ \t]*+)+))"
)
_LITERAL = re.compile(r"'([^'\n]*+)'")
_ADDRESS = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_LINK = re.compile(r"<a\b([^<>]*+)>", re.IGNORECASE)
_LINK_ENDS = re.compile(r"</a>", re.IGNORECASE)
_SPAN = re.compile(r"<span\b([^<>]*+)>", re.IGNORECASE)
_SPAN_ENDS = re.compile(r"</span>", re.IGNORECASE)
_CLOUDFLARE = re.compile(
    r"""(?:\bdata-cfemail=["']|email-protection\#)([0-9a-f]{6,260})["']""", re.IGNORECASE
)
_TAG = re.compile(r"<[^<>]*+>")
# Most letters within an element that hides an address.
_LONGEST = 640
_SIGNS = ("addy", "joomla-hidden-mail", "cfemail", "email-protection#")


def show_mails(html):
    """Return ``html`` with a link in the place of each hidden mail address."""
    if not any(sign in html for sign in _SIGNS):
        return html
    html = _with_elements(html, _HIDDEN, _HIDDEN_ENDS, _of_halves)
    if "cfemail" in html or "email-protection#" in html:
        html = _with_elements(html, _LINK, _LINK_ENDS, _of_figures)
        html = _with_elements(html, _SPAN, _SPAN_ENDS, _of_figures)
    return _with_scripts_read(html) if "addy" in html else html


def _with_elements(html, begin, end, shown):
    """Replace each element by what ``shown`` returns for its attributes, unless that is ""."""
    parts, at = [], 0
    for found in begin.finditer(html):
        link = shown(found[1]) if found.start() >= at else ""
        closed = end.search(html, found.end(), found.end() + _LONGEST) if link else None
        if closed:
            parts += [html[at : found.start()], link]
            at = closed.end()
    return "".join(parts) + html[at:]


def _of_halves(attributes):
    values = {name: _decoded(value) for name, value in _ATTRIBUTE.findall(attributes)}
    address = f"{values.get('first', '')}@{values.get('last', '')}"
    return _link(address, values.get("text", ""))


def _decoded(value):
    try:
        return b64decode(value).decode()
    except (NotBase64Error, ValueError):
        return ""


def _of_figures(attributes):
    found = _CLOUDFLARE.search(attributes)
    if not found:
        return ""
    try:
        key, *signs = bytes.fromhex(found[1])
    except ValueError:
        return ""
    return _link("".join(chr(sign ^ key) for sign in signs), "")


def _with_scripts_read(html):
    parts, at = [], 0
    while (start := html.find("<script", at)) >= 0:
        end = html.find("</script>", start)
        if end < 0:
            break
        end += len("</script>")
        link = _of_script(html[start:end])
        before = html[at:start]
        parts.append(
            _PLACE.sub(_without_cloak, before) + link if link else before + html[start:end]
        )
        at = end
    return "".join(parts) + html[at:]


def _without_cloak(place):
    return "" if _CLOAK.search(place[1]) else place[0]


def _of_script(code):
    pieces = {"": "", "_text": ""}
    for which, literals in _PIECES.findall(code):
        pieces[which] += unescape("".join(_LITERAL.findall(literals)))
    return _link(pieces[""], pieces["_text"])


def _link(address, words):
    """Return the link to the mailbox ``address``, or "" if that is no mail address."""
    if not _ADDRESS.fullmatch(address):
        return ""
    words = " ".join(_TAG.sub("", words).split()) or address
    return f'<a href="mailto:{escape(address)}">{escape(words)}</a>'
