"""The log of readings (``deploy/nginx/portales.conf``): one line of JSON for each page asked for.

It has no network addresses, and of what is not found none that plainly names somebody. What is no
reading of a person is left out here: robots, and what browsers fetch before anybody asks.
"""

import hashlib
import json
import logging
import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

from django.utils.timezone import get_current_timezone

from base.texto import may_name_somebody, plain

from .models import Llegada

logger = logging.getLogger(__name__)

# Read and written together; a power cut loses none and counts none twice.
_LINES = 5_000
_ROBOT = re.compile(
    r"bot|crawl|spider|slurp|scan|monitor|preview|http|curl|wget|python|java/|go-|^-?$",
    re.IGNORECASE,
)
_NOT_FOUND = "404"
_LONGEST = Llegada._meta.get_field("palabras").max_length


@dataclass(frozen=True)
class Peticion:
    """What one line tells; ``palabras`` were looked for just before, in the same portal.

    ``path`` was given out, unless it ``falta``: nothing is there.
    """

    momento: datetime
    host: str
    path: str
    es_de_persona: bool
    palabras: str = ""
    falta: bool = False


def next_lines(path, marca):
    """Return the lines that follow ``marca``, whole ones, and move it behind them.

    The log is renamed once a day: what stands in the last one behind ``marca`` comes first.
    """
    begins = _first_line(path)
    if marca.comienzo != begins:
        last = path.with_name(f"{path.name}.1")
        if marca.comienzo and last.exists() and _first_line(last) == marca.comienzo:
            lines = _read(last, marca)
            if lines or not begins:
                return lines  # nginx goes on in it until it is told of the new one
        elif marca.comienzo:
            logger.warning("the log of readings before %s is gone: its end is not counted", path)
        marca.comienzo, marca.posicion = begins, 0
    return _read(path, marca)


def _first_line(path):
    """Return by what a log is known; nothing while its first line is not whole."""
    with path.open("rb") as log:
        line = log.readline()
    return hashlib.sha256(line).hexdigest() if line.endswith(b"\n") else ""


def _read(path, marca):
    lines = []
    with path.open("rb") as log:
        log.seek(marca.posicion)
        while len(lines) < _LINES and (line := log.readline()).endswith(b"\n"):
            lines.append(line)
            marca.posicion += len(line)
    return lines


def parse(line):
    """Return the :class:`Peticion` of a line; None if it is none that nginx wrote whole."""
    try:
        said = json.loads(line.decode(errors="replace"))  # headers are of any bytes
        moment = datetime.fromtimestamp(float(said["hora"]), get_current_timezone())
        host, path = said["host"].lower(), said["pagina"]
        is_persons = path.startswith("/") and not (said["antes"] or _ROBOT.search(said["programa"]))
        falta = said.get("estado") == _NOT_FOUND
        return Peticion(moment, host, path, is_persons, _words(said["desde"], host), falta)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        return None


def _words(address, host):
    """Return what was looked for at ``address`` in the portal ``host``, if it names nobody."""
    try:
        parts = urlsplit(address)
        if parts.hostname != host or not parts.path.endswith("/buscar/"):
            return ""
        text = parse_qs(parts.query, max_num_fields=20).get("q", [""])[0]
    except ValueError:
        return ""
    words = plain(text)
    return "" if may_name_somebody(words) or len(words) > _LONGEST else words
