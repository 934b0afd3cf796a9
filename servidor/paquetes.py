"""Files of office programs: archives of XML, looked into before anything of them is kept.

Repeated parts and elements shrink to nothing in an archive: of 30 KB come a million cells. What
reads such a file makes an object of each element, and this only counts them.
"""

from io import BytesIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

_DEPTH = 100
_CHUNK = 1 << 16
_LONGEST_TAG = 1 << 20  # bytes


class DamagedError(Exception):
    """It is no archive, or a broken one."""


class ProtectedError(Exception):
    """It has a password."""


class TooMuchError(Exception):
    """There is more in it than a person has written."""


def names_of_parts(content, *, most_parts, most_bytes):
    """Return the names of the parts of an archive, or raise one of the above.

    ``most_bytes`` is what all parts may have when they are unpacked.
    """
    try:
        with ZipFile(BytesIO(content)) as package:
            parts = package.infolist()
    except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise DamagedError from error
    # Reading never goes beyond the sizes that are declared.
    if len(parts) > most_parts or sum(part.file_size for part in parts) > most_bytes:
        raise TooMuchError
    if any(part.flag_bits & 0x1 for part in parts):
        raise ProtectedError
    return {part.filename for part in parts}


def scan(file, start, text=None):
    """Call ``start(name, names around it, attributes)`` for each element, without namespaces.

    ``text``, where it is given, is called with what stands between the tags, piece by piece. A
    comment and an instruction are elements called «#»: some readers keep them, too.

    Returns whether all of the open part is XML. What is not ends where that is seen: a picture; or
    it is broken, as whoever reads it will find out.

    Raises ``TooMuchError`` where elements have no end or stand within each other without end, and
    ``ValueError`` if it is of another kind of document.
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
        parser.Parse(b"", True)  # a long tag is put off until more of it has come
    except expat.ExpatError:
        return False
    return True
