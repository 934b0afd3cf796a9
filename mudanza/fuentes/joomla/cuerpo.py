"""Replaces signs of Joomla extensions in a text, where that is possible without the extension.

A gallery becomes the pictures of its folder, and a video becomes a link. Other signs stay here:
``mudanza.traer.extensiones`` removes them.
"""

import re
from html import escape
from pathlib import PurePosixPath

from ..correos import show_mails

_PICTURES = {".jpg", ".jpeg", ".png", ".gif", ".webp"}
_MOST_PICTURES = 100
_SIGN = re.compile(
    r"\{(?P<name>gallery|besps|vsig|youtube|vimeo)(?P<options>\b[^{}\n]{0,200})\}"
    r"(?P<inside>[^{}<\n]{1,300})\{/(?P=name)\}",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[\w-]{5,20}")
_WATCH = {"youtube": "https://www.youtube.com/watch?v={}", "vimeo": "https://vimeo.com/{}"}


def body(html, archivos):
    """Return the HTML of a body; pictures of its galleries are looked up in ``archivos``."""
    if "{" in html:
        html = _SIGN.sub(lambda found: _shown(found, archivos), html)
    return show_mails(html)


def _shown(found, archivos):
    name, inside = found["name"].lower(), found["inside"].strip()
    # Sizes follow the path or the number: {gallery}fotos/parque:200:150{/gallery}.
    what = inside.replace("|", ":").partition(":")[0].strip()
    if name in _WATCH:
        if not _NUMBER.fullmatch(what):
            return found[0]
        address = escape(_WATCH[name].format(what))
        return f'<a href="{address}">{address}</a>'
    pictures = _pictures(what, archivos)
    return "".join(f'<p><img src="{escape(path)}" alt=""></p>' for path in pictures) or found[0]


def _pictures(folder, archivos):
    for place in (f"images/{folder}", f"images/stories/{folder}", folder):
        names = archivos.nombres(place)
        pictures = [name for name in names if PurePosixPath(name).suffix.lower() in _PICTURES]
        if pictures:
            return [f"/{place.strip('/')}/{name}" for name in pictures[:_MOST_PICTURES]]
    return []
