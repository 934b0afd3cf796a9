"""Reader of the log of readings (``deploy/nginx/portales.conf``): one JSON line per page request.

The log has no IP addresses, and no missing address with a mail or a long number. This module marks
the requests that are not readings by a person: robots, and pages that browsers prefetch.
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

# Lines counted in one transaction: a power cut neither loses a line nor counts one twice.
_LINES = 5_000
_ROBOT = re.compile(
    r"bot|crawl|spider|slurp|scan|monitor|preview|http|curl|wget|python|java/|go-|^-?$",
    re.IGNORECASE,
)
_NOT_FOUND = "404"
_LONGEST = Llegada._meta.get_field("palabras").max_length


@dataclass(frozen=True)
class Peticion:
    """Request in one line of the log; ``falta`` means that the answer was 404.

    ``palabras`` is the search in the same portal that led to the request.
    """

    momento: datetime
    host: str
    path: str
    es_de_persona: bool
    palabras: str = ""
    falta: bool = False


def next_lines(path, marca):
    """Return the complete lines after ``marca``, and move ``marca`` behind them.

    The log is rotated once a day: the rest of the previous file is returned first.
    """
    begins = _first_line(path)
    if marca.comienzo != begins:
        last = path.with_name(f"{path.name}.1")
        if marca.comienzo and last.exists() and _first_line(last) == marca.comienzo:
            lines = _read(last, marca)
            if lines or not begins:
                return lines  # nginx writes to the old file until it reopens its logs
        elif marca.comienzo:
            logger.warning("the log of readings before %s is gone: its end is not counted", path)
        marca.comienzo, marca.posicion = begins, 0
    return _read(path, marca)


def _first_line(path):
    """Return the hash that identifies a log file; "" while its first line is incomplete."""
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
    """Return the :class:`Peticion` of ``line``, or None if the line is damaged."""
    try:
        said = json.loads(line.decode(errors="replace"))  # headers may hold any bytes
        moment = datetime.fromtimestamp(float(said["hora"]), get_current_timezone())
        host, path = said["host"].lower(), said["pagina"]
        is_persons = path.startswith("/") and not (said["antes"] or _ROBOT.search(said["programa"]))
        falta = said.get("estado") == _NOT_FOUND
        return Peticion(moment, host, path, is_persons, _words(said["desde"], host), falta)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        return None


def _words(address, host):
    """Return the words searched at ``address`` in ``host``; "" if none, or if they name anyone."""
    try:
        parts = urlsplit(address)
        if parts.hostname != host or not parts.path.endswith("/buscar/"):
            return ""
        text = parse_qs(parts.query, max_num_fields=20).get("q", [""])[0]
    except ValueError:
        return ""
    words = plain(text)
    return "" if may_name_somebody(words) or len(words) > _LONGEST else words
