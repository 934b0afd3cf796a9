"""Converts HTML of other programs to blocks of a page's body (``base.blocks.CuerpoBase``).

Used for Word documents, which Mammoth converts to HTML, and for HTML pasted from Word, LibreOffice,
Excel or a web page.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from uuid import uuid4

from bs4 import BeautifulSoup, NavigableString
from django.utils.translation import gettext as _

from base.pasted_text import without_remains

from .arbol import around, read_tree, too_long
from .listas import item_of_word, items_of, level_in_word, written
from .parrafos import inline, is_silent, plain
from .tablas import DemasiadoGrandeError, caption_of, is_for_looks, read_table, rows_of

_HEADINGS = re.compile("h[1-6]")
_LONGEST_HEADING = 160
_LONGEST_CAPTION = 250
# What a form can hold and send at once (``DATA_UPLOAD_MAX_MEMORY_SIZE``); HTML characters.
_MAX_TEXT, _MAX_BLOCKS, _MAX_TABLES = 200_000, 300, 40
_DEPTH = 60
_OF_LINE = {
    "a", "abbr", "b", "bdi", "bdo", "big", "br", "cite", "code", "del", "dfn", "em", "font", "i",
    "img", "input", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "o:p", "st1:place",
}  # fmt: skip
_BLOCKS = ["p", "div", "table", "ul", "ol", _HEADINGS, "section", "article", "blockquote", "hr"]
_CAPTION_OF_TABLE = re.compile(r"(?:tabla|cuadro)\b", re.IGNORECASE)


@dataclass
class Traido:
    """Blocks as raw stream data, counts by kind, and messages about what was lost or changed."""

    bloques: list = field(default_factory=list)
    cuenta: Counter = field(default_factory=Counter)
    perdido: list = field(default_factory=list)
    avisos: list = field(default_factory=list)
    # Whether the first block is the title of the whole text.
    con_titulo: bool = False

    def lose(self, what):
        if what not in self.perdido:
            self.perdido.append(what)

    def warn(self, what):
        if what not in self.avisos:
            self.avisos.append(what)


def convert(html, get_image=lambda source, alt: None):
    """Return ``html`` as :class:`Traido`, or raise ``IlegibleError`` if it is too long for a form.

    ``get_image`` takes the source and alternative text of a picture, and returns the value of the
    block ``imagen``, or None to leave the picture out.
    """
    return _Conversion(get_image).run(read_tree(html))


class _Conversion:
    def __init__(self, get_image):
        self.get_image = get_image
        self.result = Traido()
        self.text = []  # HTML of the paragraphs and lists of the current text block
        self.line = []  # HTML of the text between two blocks
        self.items = []  # of a list from Word
        self.images = []
        self.caption = ""

    def run(self, soup):
        self.with_blocks = around(soup.find_all(_BLOCKS), soup)
        self._flow(soup)
        self._end_text()
        self._end_caption()
        result = self.result
        size = sum(len(str(block["value"])) for block in result.bloques)
        if size > _MAX_TEXT or len(result.bloques) > _MAX_BLOCKS:
            raise too_long()
        self._level_headings()
        return result

    # --- Reading -----------------------------------------------------------------------

    def _flow(self, node, depth=0):
        for child in node.children:
            if is_silent(child):
                continue
            if isinstance(child, NavigableString) or self._is_of_line(child) or depth > _DEPTH:
                self.line.append(inline(child, self.images))
                continue
            self._end_line()
            self._block(child, depth)
        self._end_line()

    def _is_of_line(self, node):
        return node.name in _OF_LINE and id(node) not in self.with_blocks

    def _block(self, node, depth):
        if level_in_word(node):
            item = item_of_word(node, self.images)
            if item[2]:
                self.items.append(item)
            self._place_images()
            return
        self._end_items()
        if _HEADINGS.fullmatch(node.name) or "MsoTitle" in node.get("class", ()):
            self._heading(node)
        elif {"pie", "MsoCaption"} & set(node.get("class", ())):
            self._end_caption()
            self.caption = plain(node)
            self._give_caption_to_image()
        elif node.name == "table":
            self._table(node, depth)
        elif node.name in ("ul", "ol"):
            self._list(list(items_of(node, self.images)))
        elif node.name == "p" and id(node) not in self.with_blocks:
            self.line.append(inline(node, self.images))
            self._end_line()
        elif node.name != "hr":
            self._flow(node, depth + 1)

    def _heading(self, node):
        text = plain(node)
        inline(node, self.images)
        if len(text) > _LONGEST_HEADING:
            self._paragraph(f"<b>{inline(node, [])}</b>")
        elif text:
            level = int(node.name[1]) if _HEADINGS.fullmatch(node.name) else 1
            is_first = not self.result.bloques and not self.text
            is_title = "titulo" in node.get("class", ()) or "MsoTitle" in node.get("class", ())
            self.result.con_titulo |= is_first and is_title
            # A title ranks above all headings of the text.
            self._add("encabezado", {"texto": text, "nivel": 0 if is_title else level})
        self._place_images()

    def _list(self, items):
        if items:
            self._end_caption()
            self.text.append(written(items))
            self.result.cuenta["listas"] += 1
        self._place_images()

    def _table(self, node, depth):
        rows = rows_of(node)
        own = caption_of(node)
        if not rows or is_for_looks(rows):
            self._line(own)
            for row in rows:
                for cell in row:
                    self._flow(cell, depth + 1)
            return
        if self.result.cuenta["tabla"] == _MAX_TABLES:
            self.result.lose(_("tablas, después de las primeras %(n)d") % {"n": _MAX_TABLES})
            return
        if own:
            self._end_caption()
        caption, self.caption = own or self.caption or self._last_line_as_caption(), ""
        try:
            table = read_table(rows, caption, self.images)
        except DemasiadoGrandeError:
            self._line(caption)
            self.result.lose(_("una tabla demasiado grande: súbala como documento"))
            return
        if len(table.filas) < 2:
            self._line(caption or table.titulo)
            self._paragraph(" ".join(cell.html[3:-4] for row in table.filas for cell in row))
            return
        self._add("tabla", table.value)
        if table.combinada:
            self.result.warn(_("Lo que estaba en celdas combinadas se repite en cada una."))
        if table.sin_enlaces:
            self.result.warn(_("De una tabla larga quedó el texto de sus enlaces, sin ellos."))
        if not table.titulo:
            self.result.warn(_("Ponga a cada tabla su título."))
        self._place_images()

    def _last_line_as_caption(self):
        """Remove the last paragraph and return its text if it is a caption, else ""."""
        if not self.text:
            return ""
        words = plain(BeautifulSoup(self.text[-1], "html.parser"))
        if not _CAPTION_OF_TABLE.match(words) or len(words) > _LONGEST_HEADING:
            return ""
        self.text.pop()
        self.result.cuenta["parrafos"] -= 1
        return words

    # --- Writing -----------------------------------------------------------------------

    def _end_line(self):
        html, self.line = "".join(self.line), []
        if html.strip():
            self._end_items()
            self._paragraph(html)
        self._place_images()

    def _end_items(self):
        items, self.items = self.items, []
        self._list(items)

    def _paragraph(self, html):
        paragraph = without_remains(f"<p>{html.strip()}</p>")
        if paragraph:
            self._end_caption()
            self.text.append(paragraph)
            self.result.cuenta["parrafos"] += 1

    def _end_caption(self):
        """Write the pending caption as a paragraph, since no table or picture took it."""
        caption, self.caption = self.caption, ""
        self._line(caption)

    def _line(self, words):
        if words:
            self._paragraph(inline(NavigableString(words), []))

    def _give_caption_to_image(self):
        last = self.result.bloques[-1] if self.result.bloques and not self.text else None
        if last and last["type"] == "imagen" and not last["value"]["pie"]:
            last["value"]["pie"], self.caption = self.caption[:_LONGEST_CAPTION], ""

    def _place_images(self):
        images, self.images = self.images, []
        for image in images:
            value = self.get_image(image.get("src", ""), image.get("alt", ""))
            if value is not None:
                self._add("imagen", value)

    def _add(self, kind, value):
        if self.items:
            self._end_items()
        self._end_text()
        self._write(kind, value)
        self.result.cuenta[kind] += 1

    def _end_text(self):
        if self.items:
            self._end_items()
        text, self.text = "".join(self.text), []
        if text:
            self._write("texto", text)

    def _write(self, kind, value):
        # Without an id, each autosave of the form would create another block.
        self.result.bloques.append({"type": kind, "value": value, "id": str(uuid4())})

    def _level_headings(self):
        """Give the highest heading level in the text level 2, and all others level 3."""
        headings = [b["value"] for b in self.result.bloques if b["type"] == "encabezado"]
        # The title is the page's own, not the heading of a part.
        levels = [value["nivel"] for value in headings if value["nivel"]]
        highest = min(levels, default=0)
        for value in headings:
            value["nivel"] = "2" if value["nivel"] <= highest else "3"
