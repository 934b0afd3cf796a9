"""A ZIP in the making, which knows the sum of each of its files."""

import hashlib
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from .firma import sign

SUMAS, FIRMA = "SUMAS.txt", "SUMAS.firma"
_COMPRESSED = (".jpg", ".jpeg", ".png", ".pdf", ".zip", ".docx", ".xlsx", ".ods", ".odt")


class Paquete:
    """Writes files into the ZIP ``target``; ``moment`` is the local time that they all bear.

    At the end of its block it adds the list of the sums, as ``sha256sum`` writes it, and the
    signature of that list.
    """

    def __init__(self, target, moment):
        self._zip = ZipFile(target, "w")
        self._moment = moment.timetuple()[:6]
        self._sums = {}

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        with self._zip:
            if kind is None:
                lines = (f"{total}  {name}\n" for name, total in sorted(self._sums.items()))
                sums = "".join(lines).encode()
                self.add(SUMAS, sums)
                self.add(FIRMA, sign(sums))

    def __contains__(self, name):
        return name in self._sums

    def add(self, name, content):
        """Add the bytes ``content`` as the file ``name``, which must be new."""
        entry = ZipInfo(name, self._moment)
        entry.compress_type = ZIP_STORED if name.endswith(_COMPRESSED) else ZIP_DEFLATED
        entry.external_attr = 0o644 << 16
        self._zip.writestr(entry, content)
        self._sums[name] = hashlib.sha256(content).hexdigest()
