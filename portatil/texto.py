"""The text of a portal for a telephone, from which the worker reads pages: decision 0100.

It comes in parts, a section in each, named by their content: later only what changed is brought.
"""

import hashlib
import json
import re
from collections import defaultdict

import brotli
from django.urls import reverse
from django.utils.html import escape
from django.utils.text import slugify

from search.sinonimos import equivalencias

LISTA = "lista"
_PORTADA = "inicio"
_SPACE = re.compile(r"\s+")
_LEVEL = 5  # of Brotli, as pages are sent


class TextoParaLlevar:
    """Collects the pages of a portal, by section."""

    def __init__(self):
        self._pages = defaultdict(dict)

    def add(self, direccion, titulo, html):
        """Add the page at the path ``direccion`` with the content ``html`` of its main element."""
        section = direccion.strip("/").partition("/")[0] or _PORTADA
        self._pages[section][direccion] = [escape(titulo), _SPACE.sub(" ", html).strip()]

    def archivos(self):
        """Return {name: bytes} of the parts, and the list of them as bytes."""
        parts, listed, total = {}, {}, 0
        for section, pages in self._pages.items():
            content = _as_json(pages)
            mark = hashlib.sha256(content).hexdigest()[:12]
            name = f"{slugify(section)[:40]}-{mark}"
            size = len(brotli.compress(content, mode=brotli.MODE_TEXT, quality=_LEVEL))
            parts[name] = content
            listed[section] = [reverse("llevar", args=[name]), size]
            total += size
        return parts, _as_json({"partes": listed, "sinonimos": _sinonimos(), "bytes": total})


def tamano(lista):
    """Return how many bytes the list in ``lista`` (bytes) says that all parts have."""
    return json.loads(lista)["bytes"]


def _sinonimos():
    """Return {word: its synonyms} for expressions of one word, without accents."""
    found = defaultdict(set)
    for group in equivalencias():
        words = {expression[0] for expression in group if len(expression) == 1}
        for word in words:
            found[word] |= words - {word}
    return {word: sorted(others) for word, others in sorted(found.items()) if others}


def _as_json(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
