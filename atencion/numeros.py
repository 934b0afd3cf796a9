"""The public number of a case, which people read aloud, and its secret code."""

import re
from hmac import compare_digest

from stdnum import damm

from servidor.cifrado import huellas

_WRITTEN = re.compile(r"(\d{2})[ -]?(\d{5,})[ -]?(\d)")
# Without letters and digits that are easily confused when read aloud or copied by hand.
_LETTERS = "234679ACDEFGHJKMNPQRTUVWXYZ"
_LENGTH = 12


def write(pk, year):
    """Return the number of the case ``pk`` received in ``year``: «26-00042-7»."""
    digits = f"{year % 100:02}{pk:05}"
    return f"{digits[:2]}-{digits[2:]}-{damm.calc_check_digit(digits)}"


def read(numero):
    """Return the key of the case with that number, spaced in any way; None if it is not valid."""
    match = _WRITTEN.fullmatch(numero.strip())
    if match is None or not damm.is_valid("".join(match.groups())):
        return None
    return int(match[2])


def codigo(envio):
    """Return the secret code of the case sent as ``envio``: «K7TM-4QXA-9RWD».

    The code is computed from ``envio`` with the key of the installation, so that no table holds it.
    """
    return _codigos(envio)[0]


def es_codigo(envio, texto):
    """Whether ``texto``, spaced in any way, is the code of the case sent as ``envio``."""
    written = _only_letters(texto)
    return any(compare_digest(written, _only_letters(code)) for code in _codigos(envio))


def _codigos(envio):
    """Return the code with each key, so that codes given out before a new key stay valid."""
    return [_letters(int(digest, 16)) for digest in huellas(envio, "atencion.codigo")]


def _letters(number):
    letters = []
    for _place in range(_LENGTH):
        number, rest = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[rest])
    return "-".join("".join(letters[start : start + 4]) for start in range(0, _LENGTH, 4))


def _only_letters(texto):
    return "".join(letter for letter in texto.upper() if letter in _LETTERS)
