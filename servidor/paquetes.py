"""Checks of office files (archives of XML) before their content is stored or parsed.

Repeated parts and elements compress to almost nothing: 30 KB can hold a million cells. Libraries
create an object for each element; this module only counts them.
"""

from io import BytesIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

_DEPTH = 100
_CHUNK = 1 << 16
_LONGEST_TAG = 1 << 20  # bytes


class DamagedError(Exception):
    """The file is not an archive, or is damaged."""


class ProtectedError(Exception):
    """The file has a password."""


class TooMuchError(Exception):
    """The file contains more than a person has written."""


def names_of_parts(content, *, most_parts, most_bytes):
    """Return the names of the parts of an archive as a set, or raise one of the errors above.

    ``most_bytes`` is the limit for the size of all parts together, uncompressed.
    """
    try:
        with ZipFile(BytesIO(content)) as package:
            parts = package.infolist()
    except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise DamagedError from error
    # Reading a part never exceeds its declared size.
    if len(parts) > most_parts or sum(part.file_size for part in parts) > most_bytes:
        raise TooMuchError
    if any(part.flag_bits & 0x1 for part in parts):
        raise ProtectedError
    return {part.filename for part in parts}


def scan(file, start, text=None):
    """Call ``start(name, names around it, attributes)`` for each element, without namespaces.

    ``text``, if any, is called with each piece of text between the tags. Comments and processing
    instructions count as elements named «#», because some libraries keep them too.

    Return False if the part is not valid XML: it is something else, such as an image, or it is
    damaged, which the library that reads it will report.

    Raise ``TooMuchError`` if a tag is too long or elements are nested too deep, and ``ValueError``
    if the document has a DOCTYPE.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    inside = []

    def start_element(name, attributes):
        name = name.rpartition(" ")[2]
        start(name, inside, attributes)
        inside.append(name)
        if len(inside) > _DEPTH:
            raise TooMuchError

    def refuse(*_declaration):
        raise ValueError("no office program declares what could be repeated without end")

    def remark(*_text):
        start("#", inside, {})

    parser.StartElementHandler = start_element
    parser.EndElementHandler = lambda _name: inside.pop()
    parser.StartDoctypeDeclHandler = refuse
    parser.CommentHandler = parser.ProcessingInstructionHandler = remark
    parser.CharacterDataHandler = text
    fed = 0
    try:
        while chunk := file.read(_CHUNK):
            parser.Parse(chunk)
            fed += len(chunk)
            if fed - parser.CurrentByteIndex > _LONGEST_TAG:
                raise TooMuchError
        parser.Parse(b"", True)  # completes a long tag that was not parsed yet
    except expat.ExpatError:
        return False
    return True
