"""Imported tables, as rows of the same length."""

from dataclasses import dataclass

from bs4 import Tag

from .arbol import innermost, within
from .parrafos import inline, is_silent, plain

MAX_CELLS = 1_500
MAX_COLUMNS = 24
# A cell with links is an editor of its own in the form: a slow computer can hold only some.
MAX_WITH_LINKS = 100
_MAX_TITLE = 160


class DemasiadoGrandeError(Exception):
    """The table is too large for a form."""


@dataclass(frozen=True)
class Celda:
    texto: str = ""
    html: str = ""

    @property
    def has_links(self):
        return "<a " in self.html


@dataclass
class TablaLeida:
    titulo: str
    filas: list
    combinada: bool
    sin_enlaces: bool = False

    @property
    def value(self):
        """The value of the block ``tabla``; the first row has the names of the columns."""
        heading, *rows = self.filas
        rich = self._with_links(rows)
        return {
            "titulo": self.titulo,
            "tabla": {
                "columns": [
                    {
                        "type": "texto_enriquecido" if column in rich else "texto",
                        "heading": cell.texto,
                    }
                    for column, cell in enumerate(heading)
                ],
                "rows": [
                    {
                        "values": [
                            cell.html if column in rich else cell.texto
                            for column, cell in enumerate(row)
                        ]
                    }
                    for row in rows
                ],
                "caption": "",
            },
        }

    def _with_links(self, rows):
        rich = {column for row in rows for column, cell in enumerate(row) if cell.has_links}
        if len(rich) * len(rows) > MAX_WITH_LINKS:
            self.sin_enlaces = True
            return set()
        return rich


def rows_of(table):
    """Return the rows of ``table`` as lists of its cells, without those of nested tables."""
    rows = [row for row in within(table, ("table",)) if row.name == "tr"]
    cells = [
        [cell for cell in row.children if isinstance(cell, Tag) and cell.name in ("td", "th")]
        for row in rows
        if not is_silent(row)
    ]
    return [row for row in cells if row]


def is_for_looks(rows):
    """Return whether a table is only layout: a frame around a text, or a page in columns."""
    return len(rows) < 2 or all(len(row) == 1 for row in rows)


def caption_of(table):
    """Return the text of the table's own caption, or ""."""
    own = next((part for part in within(table, ("table", "tr")) if part.name == "caption"), None)
    return plain(own) if own else ""


def read_table(rows, caption, images):
    """Return the :class:`TablaLeida`; the content of merged cells is repeated in each cell."""
    title = caption
    width = max(sum(_span(cell, "colspan") for cell in row) for row in rows)
    if not title and len(rows) > 2 and len(rows[0]) == 1 and width > 1:
        # A single first cell above all columns is the title of the table.
        title = plain(rows[0][0])
        rows = rows[1:]
    grid, is_merged = _spread(rows, images)
    return TablaLeida(title[:_MAX_TITLE], _without_empty(grid), is_merged)


def _span(cell, name):
    try:
        return max(1, int(cell.get(name, 1)))
    except ValueError:
        return 1


def _spread(rows, images):
    filled, is_merged = {}, False
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (y, x) in filled:
                x += 1
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            down = min(down, len(rows) - y)
            if x + across > MAX_COLUMNS or len(filled) + across * down > MAX_CELLS:
                raise DemasiadoGrandeError
            is_merged = is_merged or across > 1 or down > 1
            read = _read(cell, images)
            filled |= {
                (y + below, x + beside): read for below in range(down) for beside in range(across)
            }
            x += across
    width = 1 + max(x for _y, x in filled)
    return [
        [filled.get((y, x), Celda()) for x in range(width)] for y in range(len(rows))
    ], is_merged


def _read(cell, images):
    parts = innermost(cell.find_all(["p", "li", "div"]), cell)
    texts = [text for part in parts if (text := plain(part))]
    text = " / ".join(texts) if len(texts) > 1 else plain(cell)
    return Celda(text, f"<p>{inline(cell, images).strip()}</p>")


def _without_empty(grid):
    """Return the grid without empty rows and columns, of which spreadsheets copy many."""
    rows = [row for row in grid if any(cell.texto for cell in row)]
    used = [x for x in range(len(grid[0])) if any(row[x].texto for row in rows)]
    return [[row[x] for x in used] for row in rows]
