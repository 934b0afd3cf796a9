"""Turns the body of a piece into our blocks: text, pictures, galleries and links."""

import re
from html import unescape
from uuid import uuid4

from django.utils.text import Truncator

from base.models.pages import BasePage
from redaccion.textos.bloques import convert

from .archivos import descripcion
from .limpieza import PENDIENTE

# This many pictures one after the other make a gallery; the second number is its maximum.
_OF_A_GALLERY, _MOST_PHOTOS = 3, 12
_LINK = re.compile(rf'<a href="{re.escape(PENDIENTE)}([^"]*)">')
# Marks the links in a draft whose target is not known yet. They have the old path, which this
# portal redirects: somebody may publish the draft before the run ends, or a run may never end.
_MARK = "#por-llevar"
_MARKED = re.compile(rf'<a href="(/[^"]*){_MARK}">')
_TAG = re.compile(r"<[^<>]+>")
_LONGEST_SUMMARY = BasePage._meta.get_field("resumen").max_length
_WORDS_OF_A_SUMMARY = 240


def blocks_of(limpio, get_image):
    """Return (blocks, :class:`Traido`) of a cleaned body.

    ``get_image`` returns the image of an index of ``limpio.imagenes``, or None. Links within the
    older portal still lead to ``PENDIENTE``. Raises ``IlegibleError`` if no form can hold the body.
    """

    def value(source, alt):
        image = get_image(int(source)) if source.isdecimal() else None
        if image is None:
            return None
        described = {"image": image.pk, "decorative": False, "alt_text": descripcion(alt)}
        return {"imagen": described, "pie": ""}

    traido = convert(limpio.html, value)
    return _with_galleries(traido.bloques), traido


def _with_galleries(blocks):
    found, row = [], []
    for block in [*blocks, None]:
        if block is not None and block["type"] == "imagen":
            row.append(block)
            continue
        found += _gallery(row)
        row = []
        if block is not None:
            found.append(block)
    return found


def _gallery(row):
    if len(row) < _OF_A_GALLERY:
        return row
    # The last of thirteen is left alone: it stays a picture, since a gallery needs more than one.
    parts = [row[start : start + _MOST_PHOTOS] for start in range(0, len(row), _MOST_PHOTOS)]
    return [part[0] if len(part) == 1 else _as_gallery(part) for part in parts]


def _as_gallery(part):
    photos = [{"type": "item", "value": block["value"], "id": block["id"]} for block in part]
    value = {"titulo": "", "fotos": photos}
    return {"type": "galeria", "value": value, "id": str(uuid4())}


def without_first_picture(blocks, image):
    """Return ``blocks`` without ``image`` as their first block: the cover of the page shows it."""
    first = blocks[0] if blocks and blocks[0]["type"] == "imagen" else None
    is_same = first is not None and first["value"]["imagen"]["image"] == image.pk
    return blocks[1:] if is_same else blocks


def with_links(value, resolve):
    """Return (``value`` of blocks with links to the older portal resolved, how many still wait).

    ``resolve`` takes a path with its query and the words of the link, and returns the attributes
    of the new link, "" to leave only the words, or None if the target is not known yet.
    """
    waiting = 0

    def lead(path, words):
        nonlocal waiting
        attributes = resolve(path.replace("&amp;", "&"), _TAG.sub("", words))
        if attributes is None:
            waiting += 1
            attributes = _waiting(path)
        return f"<a {attributes}>{words}</a>" if attributes else words

    def lead_all(text):
        # Split at the start of each link: no pattern then searches the whole rest for an end.
        before, *parts = _LINK.split(text)
        for path, behind in zip(parts[::2], parts[1::2], strict=True):
            words, end, after = behind.partition("</a>")
            before += lead(path, words) + after if end else f"<a {_waiting(path)}>{words}"
        return before

    def walk(value):
        if isinstance(value, str):
            value = _MARKED.sub(rf'<a href="{PENDIENTE}\1">', value)
            return lead_all(value) if PENDIENTE in value else value
        if isinstance(value, list):
            return [walk(item) for item in value]
        if isinstance(value, dict):
            return {name: walk(item) for name, item in value.items()}
        return value

    return walk(value), waiting


def _waiting(path):
    # Two slashes at the beginning would name another host.
    return f'href="/{path.lstrip("/")}{_MARK}"'


def to_page(pk):
    return f'linktype="page" id="{int(pk)}"'


def to_document(pk):
    return f'linktype="document" id="{int(pk)}"'


def words_of(blocks):
    """Return the text of ``blocks`` in one line."""
    texts = (block["value"] for block in blocks if block["type"] == "texto")
    return " ".join(_TAG.sub(" ", " ".join(texts)).split())


def summary_of(pieza, blocks):
    """Return the summary of a piece: its own, the beginning of its text, or its title."""
    text = " ".join(pieza.resumen.split()) or unescape(words_of(blocks))
    if len(text) > _LONGEST_SUMMARY:
        text = Truncator(text).chars(_WORDS_OF_A_SUMMARY, truncate="…")
    return text or pieza.titulo[:_LONGEST_SUMMARY]
