"""Reads the output of ``mysqldump`` row by row, without a MySQL server.

Own code, since no maintained library reads a big dump: sqlglot 30.30 makes a tree of a whole
statement and took 12 s and 129 MB for 2,000 articles (5.6 MB), sqlparse 0.6 knows no rows, and the
projects on PyPI for dumps were abandoned years ago. A dump is a small part of SQL: two kinds of
statements, each a list of literals. No expression here backtracks, so reading takes linear time,
and only the current row is in memory. Groups are atomic and not possessive: Python before
3.11.5 gets possessive groups wrong (gh-106052), and Debian 12 has 3.11.2.
"""

import re
from binascii import unhexlify
from contextlib import suppress

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .flujo import CORTES, open_stream
from .piezas import MudanzaError, Problema

_CHUNK = 1 << 20
_HEAD = 1 << 16  # most bytes of an INSERT before its first row
_LONGEST_ROW = 128 << 20
_MOST_BYTES = 16 << 30  # unpacked; a compressed file with more is a bomb
_END = 300
# A quote within a string is written twice, which reads as two strings without a gap.
_ONE = rb"""'(?>(?:[^'\\]++|\\.)*)'"""
_TWO = _ONE.replace(b"'", b'"')
_STRING = rb"(?:" + _ONE + rb"|" + _TWO + rb")"
_VALUE = (
    rb"(?:_[a-z0-9]++\s*+)?(?:(?:" + _ONE + rb")+|(?:" + _TWO + rb")+)"
    rb"""|[^,()'"\s;]++(?:\([^()'";]*+\))?"""
)
_NAME = rb"(?:`[^`]++`|\"[^\"]++\"|[\w$#]++)"
_ROW = re.compile(rb"\s*+\(((?>(?:[^()'\";]++|" + _STRING + rb"|\([^()'\";]*+\))*))\)", re.DOTALL)
_NEXT_VALUE = re.compile(rb"[\s,]*+(" + _VALUE + rb")", re.DOTALL)
_BETWEEN_ROWS = re.compile(rb"\s*+([,;])")
_NOTHING = re.compile(
    rb"(?>(?:[\s;]++|(?:--|\#|DELIMITER)[^\n]*+|/\*[^*]*+\*++(?:[^*/][^*]*+\*++)*/)+)"
)
_BEGINS_NOTHING = re.compile(rb"[\s;#]|--|DELIMITER|/\*")
_INSERT = re.compile(
    rb"(?:INSERT|REPLACE)\s++(?:(?:LOW_PRIORITY|DELAYED|HIGH_PRIORITY|IGNORE)\s++)*(?:INTO\s++)?"
    rb"(?:" + _NAME + rb"\.)?(" + _NAME + rb")\s*+(?:\(([^()]*+)\)\s*+)?VALUES?+\s*+",
    re.IGNORECASE,
)
_CREATE = re.compile(
    rb"CREATE\s++TABLE\s++(?:IF\s++NOT\s++EXISTS\s++)?"
    rb"(?:" + _NAME + rb"\.)?(" + _NAME + rb")\s*+\(",
    re.IGNORECASE,
)
_STATEMENT = re.compile(rb"(?>(?:[^'\"`;]++|" + _STRING + rb"|`[^`]*+`)*)", re.DOTALL)
# One part of the list in CREATE TABLE: commas within quotes or brackets do not separate parts.
_PART = re.compile(
    rb"(?>(?:[^,()'\"]++|" + _STRING + rb"|\((?>(?:[^()'\"]++|" + _STRING + rb"|\([^()]*+\))*)\))+)"
)
_COLUMN = re.compile(rb"\s*+(" + _NAME + rb")\s")
_NO_COLUMN = {
    b"PRIMARY", b"KEY", b"UNIQUE", b"INDEX", b"FULLTEXT", b"SPATIAL", b"CONSTRAINT", b"FOREIGN",
    b"CHECK",
}  # fmt: skip
_NEXT_STATEMENT = re.compile(rb"\n(?=(?:INSERT|REPLACE|CREATE|DROP|LOCK|UNLOCK|--|/\*))")
_ESCAPED = [
    (rb"\n", b"\n"), (rb"\r", b"\r"), (rb"\t", b"\t"), (rb"\0", b""), (rb"\Z", b""), (rb"\b", b""),
]  # fmt: skip
_SEMICOLON = ord(";")
_CUT = gettext_lazy("El archivo se corta a la mitad: se lee lo que está entero.")
_MADE_BY_DUMP = re.compile(rb"--\s++(?:MySQL|MariaDB) dump")


class Volcado:
    """A dump, plain or compressed, read from its beginning at each call of :meth:`filas`.

    ``problemas`` are of the last reading, as is ``bytes_de``, the bytes of rows of each table.
    """

    def __init__(self, path):
        self.path = path
        self._begin(None)

    def _begin(self, file):
        self.problemas = []
        self.bytes_de = {}
        self.columns = {}
        self.file = file
        self.text = b""
        self.at = 0  # the place in ``text`` at which reading goes on
        self.taken = 0  # bytes read from the file
        self.is_over = self.is_cut = False

    def filas(self, wanted):
        """Yield (table, {column: bytes or None}) for each row that is wanted.

        ``wanted`` takes the name of a table and returns its wanted columns, or None to skip it.
        A column that the table does not have is left out.
        """
        with open_stream(self.path) as file:
            self._begin(file)
            is_of_dump = self._fill(_HEAD) and _MADE_BY_DUMP.search(self.text, 0, _HEAD)
            while self._skip_nothing():
                if create := self._head(_CREATE.match):
                    self._read_columns(_plain(create[1]))
                elif insert := self._head(_INSERT.match):
                    yield from self._read_rows(insert, wanted)
                else:
                    self._skip_statement()
            if (self.is_cut or is_of_dump) and not self._is_whole():
                self._tell_cut("")

    def _is_whole(self):
        return not self.is_cut and b"Dump completed" in self.text[-_END:]

    def _fill(self, size):
        """Have up to ``size`` bytes ready in ``text``; return whether there are any."""
        missing = size - (len(self.text) - self.at)
        if missing > 0 and not self.is_over:
            # The last used bytes stay: the end of the dump shows whether it is whole.
            kept = max(0, self.at - _END)
            more = self._read(max(missing, _CHUNK))
            self.taken += len(more)
            if self.taken > _MOST_BYTES:
                raise MudanzaError(_("El volcado es más grande de lo que un portal puede ser."))
            self.text = self.text[kept:] + more
            self.at -= kept
        return self.at < len(self.text)

    def _read(self, size):
        # If a compressed file breaks off, ``read`` would lose the bytes before; ``read1`` does not.
        parts = []
        while size > 0 and not self.is_over:
            try:
                part = self.file.read1(size)
            except CORTES:
                part = b""
                self.is_cut = True
            parts.append(part)
            size -= len(part)
            self.is_over = not part
        return b"".join(parts)

    def _match(self, match):
        """Return a match that may be longer than what is ready, reading on until it ends, or None.

        ``match`` is the method of a pattern: so each call shows that it does not search.
        """
        size = _HEAD
        while self._fill(size):
            found = match(self.text, self.at)
            if found and (self.is_over or found.end() < len(self.text)):
                self.at = found.end()
                return found
            if self.is_over or size > _LONGEST_ROW:
                return None
            size = max(2 * (len(self.text) - self.at), 2 * size)
        return None

    def _head(self, match):
        self._fill(_HEAD)
        if found := match(self.text, self.at):
            self.at = found.end()
        return found

    def _skip_nothing(self):
        """Skip blanks and comments; return whether a statement follows."""
        # Unless one begins here, ``_match`` would read more and more of the file to find its end.
        if self._fill(_HEAD) and _BEGINS_NOTHING.match(self.text, self.at):
            self._match(_NOTHING.match)
        return self.at < len(self.text)

    def _skip_statement(self):
        """Go behind the next semicolon outside quotes; return whether there is one."""
        while self._fill(_HEAD):
            self.at = _STATEMENT.match(self.text, self.at).end()
            if self.at == len(self.text):
                continue
            if self.text[self.at] == _SEMICOLON:
                self.at += 1
                return True
            # The end of a quote was not read yet, or does not exist.
            ready = len(self.text) - self.at
            if self.is_over or ready > _LONGEST_ROW:
                self.at = len(self.text)
            self._fill(2 * ready)
        return False

    def _read_columns(self, table):
        columns = []
        while part := self._match(_PART.match):
            name = _COLUMN.match(part[0])
            if name and name[1].upper() not in _NO_COLUMN:
                columns.append(_plain(name[1]))
            if self.text[self.at : self.at + 1] != b",":
                break
            self.at += 1
        self.columns[table] = columns
        if not self._skip_statement():
            self._tell_cut(table)

    def _read_rows(self, insert, wanted):
        table, before = _plain(insert[1]), self._place()
        names = wanted(table)
        if names is None:
            if not self._skip_statement():
                self._tell_cut(table)
        else:
            columns = [_plain(name.strip()) for name in (insert[2] or b"").split(b",") if name]
            columns = columns or self.columns.get(table)
            if columns is None:
                raise MudanzaError(
                    _(
                        "El volcado no dice qué columnas tiene «%(tabla)s». Hágalo de nuevo sin la "
                        "opción «--no-create-info»."
                    )
                    % {"tabla": table}
                )
            places = [(name, columns.index(name)) for name in names if name in columns]
            for values in self._rows(table, len(columns)):
                yield table, {name: _value(values[place]) for name, place in places}
        self.bytes_de[table] = self.bytes_de.get(table, 0) + self._place() - before

    def _place(self):
        return self.taken - len(self.text) + self.at

    def _rows(self, table, count):
        while row := self._match(_ROW.match):
            values = _values(row[1])
            if len(values) == count:
                yield values
            else:
                self._tell_broken(table)
            if not (sign := self._head(_BETWEEN_ROWS.match)) or sign[1] == b";":
                break
        else:
            sign = None
        if sign:
            return
        if self.is_over and not _NEXT_STATEMENT.search(self.text, self.at):
            self.at = len(self.text)
            self._tell_cut(table)
        else:
            self._tell_broken(table)
            self._go_to_next_statement()

    def _go_to_next_statement(self):
        while self._fill(_HEAD):
            if found := _NEXT_STATEMENT.search(self.text, self.at):
                self.at = found.end()
                return
            # The first word of a statement may be cut at the end of what is ready.
            self.at = len(self.text) if self.is_over else max(self.at, len(self.text) - 20)
            self._fill(_HEAD)

    def _tell_cut(self, table):
        if self.problemas and self.problemas[-1].motivo == _CUT:
            return
        self.problemas.append(Problema(table or self.path.name, str(_CUT)))

    def _tell_broken(self, table):
        self.problemas.append(Problema(table, _("Una fila está dañada: no se lee.")))


def _values(row):
    """Return the literals of a row; [] if there is anything else between them."""
    values, at = [], 0
    while found := _NEXT_VALUE.match(row, at):
        values.append(found[1])
        at = found.end()
    return [] if row[at:].strip(b", \t\r\n") else values


def _plain(name):
    return name.strip(b'`"').decode("utf-8", "replace")


def _value(literal):
    """Return the bytes that a literal of SQL stands for, or None for NULL."""
    if literal[-1:] in b"'\"":
        start = literal.index(literal[-1:])
        text = literal[start + 1 : -1]
        if literal[-1:] * 2 in text:
            text = text.replace(literal[-1:] * 2, literal[-1:])
        return _unescaped(text) if b"\\" in text else text
    if literal.upper() == b"NULL":
        return None
    if literal[:2].lower() == b"0x":
        digits = literal[2:]
        with suppress(ValueError):  # another word that begins with «0x»
            # MySQL reads an odd number of digits as if a zero came before them.
            return unhexlify(b"0" * (len(digits) % 2) + digits)
    return literal


def _unescaped(text):
    # Split at double backslashes, which mean one, so that each other backslash begins an escape.
    # Whole parts are replaced at once, since an article may have tens of thousands of escapes.
    parts = []
    for part in text.split(b"\\\\"):
        for sign, meant in _ESCAPED:
            part = part.replace(sign, meant)
        parts.append(part.replace(b"\\", b""))
    return b"\\".join(parts)
