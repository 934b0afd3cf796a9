"""Finds the address of a saved page, from the name of its file and what its saver wrote in it.

wget saves ``/a/b`` as ``a/b.html`` (``-E``) and ``/a/b?c=1`` as ``a/b?c=1.html``, on Windows with @
for the question mark; HTTrack uses other names, and writes the address in a comment.
"""

import re
from html import unescape
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

HTML = {".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx"}
_INDEX = re.compile(r"\A(?:index|default|home)\.(?:html?|php|aspx?|xhtml|shtml)\Z", re.IGNORECASE)
_QUERY = re.compile(r"\?|%3[Ff]|@(?=[\w\[\]%.-]+=)")
_HEAD = 60_000
_ADDED = re.compile(r"\.html?\Z", re.IGNORECASE)
_HOST = re.compile(r"\A(?:localhost|[\w-]+(?:\.[\w-]+)+)(?:[:+_]\d{2,5})?\Z")
_MIRRORED = re.compile(r"<!--\s*+Mirrored from ([^\s>]++) by HTTrack")
_CANONICAL = re.compile(r"<link\b(?=[^<>]*\brel=[\"']?canonical\b)[^<>]*+>", re.IGNORECASE)
_HREF = re.compile(r"""\bhref\s*+=\s*+["']([^"']++)""", re.IGNORECASE)
_PART_IN_QUERY = re.compile(r"(?:\A|&)(?:start|limitstart|page)=[1-9]")
_ALL_PARTS = re.compile(r"\?(?:showall=1|start=0|limitstart=0?|start=0&showall=1)\Z")
# Another form of a page («face») that was saved too: printed, feed, a form to send it by mail.
_FACE = re.compile(
    r"(?:\A|&)(?:tmpl=component|print=|format=(?:feed|pdf|amp|raw)|type=(?:rss|atom)|replytocom=|share="
    r"|task=|amp(?:=|\Z)|feed=)"
)


def addresses(parts):
    """Return the addresses that a file may have had, by the parts of its path, likeliest first."""
    *folders, name = parts
    name, query = _split(name)
    folder = "/".join(["", *map(unquote, folders)])
    name = unquote(name)
    found = [f"{folder}/{name}"]
    if _INDEX.match(name):
        found.insert(0, folder or "/")
    elif _ADDED.search(name):
        found.insert(0, f"{folder}/{_ADDED.sub('', name)}")
    return [f"{path}?{query}" if query else path for path in found]


def _split(name):
    sign = _QUERY.search(name)
    if not sign:
        return name, ""
    query = _ADDED.sub("", name[sign.end() :])
    return name[: sign.start()], unquote(query)


def is_page(parts):
    """Whether a file holds a page, judged by its name."""
    name, _query = _split(parts[-1])
    ends = {PurePosixPath(name).suffix.lower(), PurePosixPath(parts[-1]).suffix.lower()}
    return bool(ends & HTML)


def is_face(address):
    """Whether an address is another form of a page: printed, for AMP, a feed."""
    return bool(_FACE.search(address.partition("?")[2]))


def part_of(address):
    """Return the address of the whole page if ``address`` is a further part of it, else ""."""
    path, _sign, query = address.partition("?")
    whole, _slash, number = path.rpartition("/")
    _root, _slash, last = whole.rpartition("/")
    is_within = whole.startswith("/") and last and not last.isdecimal()
    if is_within and len(number) <= 2 and number.isdecimal():
        return whole
    return path if _PART_IN_QUERY.search(query) else ""


def as_whole(address):
    """Return the address of a page without the query that requests all its parts at once."""
    return _ALL_PARTS.sub("", address)


def is_host(name):
    """Whether the name of a folder is the name of a server."""
    return bool(_HOST.match(name)) and PurePosixPath(name).suffix.lower() not in HTML


def mirrored(text):
    """Return the address that HTTrack wrote in a page, as (host, path), or None."""
    found = _MIRRORED.search(text[:_HEAD])
    if not found:
        return None
    host, sign, path = found[1].partition("/")
    return host, sign + unquote(path)


def canonical(text):
    """Return the address in the ``rel=canonical`` link of a page, or ""."""
    link = _CANONICAL.search(text[:_HEAD])
    href = _HREF.search(link[0]) if link else None
    return unescape(href[1]) if href else ""


def own(address):
    """Return (host, path with query) of an absolute web address; None for any other."""
    try:
        address = urlsplit(address.strip())
    except ValueError:
        return None
    if address.scheme not in ("http", "https") or not address.netloc:
        return None
    path = unquote(address.path) or "/"
    return address.netloc, path + (f"?{address.query}" if address.query else "")
