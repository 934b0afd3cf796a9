"""Reads an export of WordPress (WXR 1.0 to 1.2), element by element."""

import io
import re
from xml.etree.ElementTree import ParseError, TreeBuilder

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, iterparse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..flujo import CORTES, open_stream
from ..piezas import MudanzaError, Problema

_PREFIXES = [
    ("/excerpt/", "excerpt:"),
    ("wordpress.org/export/", "wp:"),
    ("purl.org/rss/1.0/modules/content", "content:"),
    ("purl.org/dc/", "dc:"),
]
# A file in which these bytes match is not in UTF-16, even if it declares so.
_DECLARED = re.compile(rb"""\A\s*+<\?xml[^>]*?encoding=["'](?!(?i:utf-?16))([\w-]+)["']""")
# Characters that XML forbids, but pasted texts have.
_CONTROL = {code: None for code in range(32) if code not in (9, 10, 13)} | {
    0xFFFE: None,
    0xFFFF: None,
}
_IN_CHANNEL = 2
_NO_EXPORT = gettext_lazy("«%(nombre)s» no es lo que WordPress da en «Herramientas → Exportar».")
_KEPT = {"item", "wp:author", "wp:category", "wp:term", "wp:base_site_url", "wp:base_blog_url"}


def elements(path, problems):
    """Yield (name, element) of each element that is used: an item, an author, a category…

    Names are as WordPress writes them, such as ``wp:author``, in any version. If the file breaks
    off, adds to ``problems``; raises ``MudanzaError`` if it is no export or declares entities.
    """
    depth, is_export, channel = 0, False, None
    no_export = _NO_EXPORT % {"nombre": path.name}
    with open_stream(path) as file:
        try:
            for event, element in _events(file):
                name = name_of(element)
                if event == "start":
                    depth += 1
                    channel = element if name == "channel" else channel
                    is_export = is_export or (channel is not None and name.startswith("wp:"))
                    continue
                depth -= 1
                if depth == _IN_CHANNEL and channel is not None:
                    if name in _KEPT:
                        yield name, element
                    # Free what was read: the tree of the whole file would fill the memory.
                    channel.clear()
        except DefusedXmlException as error:
            raise MudanzaError(
                _(
                    "El archivo contiene declaraciones XML que pueden bloquear el servidor: no se "
                    "lee. Expórtelo de nuevo desde WordPress."
                )
            ) from error
        except (ParseError, *CORTES) as error:
            if not is_export:
                raise MudanzaError(no_export) from error
            problems.append(
                Problema(
                    path.name,
                    _("El archivo se corta o está dañado: se lee lo que está entero antes."),
                )
            )
    if not is_export:
        raise MudanzaError(no_export)


def name_of(element):
    """Return the name of an element as WordPress writes it, with its usual prefix."""
    space, _sign, name = element.tag.rpartition("}")
    return next((prefix for part, prefix in _PREFIXES if part in space), "") + name


def values_of(element):
    """Return {name: text} of the children of an element; of a repeated name, the last."""
    return {name_of(child): child.text or "" for child in element}


def _events(file):
    # ``_Readable`` gives UTF-8, whatever encoding the file declares.
    parser = DefusedXMLParser(target=TreeBuilder(), encoding="utf-8", forbid_dtd=True)
    return iterparse(_Readable(file), events=("start", "end"), parser=parser)


class _Readable:
    """A stream in UTF-8 without the characters that XML forbids."""

    def __init__(self, file):
        buffered = io.BufferedReader(file) if isinstance(file, io.RawIOBase) else file
        start = buffered.peek(200)[:200] if hasattr(buffered, "peek") else b""
        declared = _DECLARED.match(start)
        encoding = declared[1].decode() if declared else "utf-8"
        self.text = _text(buffered, encoding)

    def read(self, size=-1):
        return self.text.read(size).translate(_CONTROL).encode()

    def close(self):
        """Do nothing: the code that opened the stream closes it."""


def _text(file, encoding):
    try:
        return io.TextIOWrapper(file, encoding=encoding, errors="mudanza-windows", newline="")
    except LookupError:
        return io.TextIOWrapper(file, encoding="utf-8", errors="mudanza-windows", newline="")
