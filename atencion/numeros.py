"""The number of a case, which people read aloud, and the code that only they have."""

import re
from hmac import compare_digest

from stdnum import damm

from servidor.cifrado import huellas

_WRITTEN = re.compile(r"(\d{2})[ -]?(\d{5,})[ -]?(\d)")
# No letter or digit that is taken for another when it is read aloud or copied by hand.
_LETTERS = "234679ACDEFGHJKMNPQRTUVWXYZ"
_LENGTH = 12


def escribir(pk, year):
    """Return the number of the case ``pk`` received in ``year``: «26-00042-7»."""
    digits = f"{year % 100:02}{pk:05}"
    return f"{digits[:2]}-{digits[2:]}-{damm.calc_check_digit(digits)}"


def leer(numero):
    """Return the key of the case with that number, however it is spaced; None if it has a slip."""
    match = _WRITTEN.fullmatch(numero.strip())
    if match is None or not damm.is_valid("".join(match.groups())):
        return None
    return int(match[2])


def codigo(envio):
    """Return the secret code of the case sent as ``envio``: «K7TM-4QXA-9RWD».

    Made from it with the key of the installation, so that no table holds it.
    """
    return _codigos(envio)[0]


def es_codigo(envio, texto):
    """Whether ``texto``, however it is spaced, is the code of the case sent as ``envio``."""
    written = _only_letters(texto)
    return any(compare_digest(written, _only_letters(code)) for code in _codigos(envio))


def _codigos(envio):
    """The code with each of the keys: a new one does not take from people what they hold."""
    return [_letters(int(digest, 16)) for digest in huellas(envio, "atencion.codigo")]


def _letters(number):
    letters = []
    for _place in range(_LENGTH):
        number, rest = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[rest])
    return "-".join("".join(letters[start : start + 4]) for start in range(0, _LENGTH, 4))


def _only_letters(texto):
    return "".join(letter for letter in texto.upper() if letter in _LETTERS)
