"""Finds telephones, mail addresses and people in texts, to propose entidades to a person.

No entidad is made automatically: many texts name a telephone that is no longer in use.
"""

import re
from itertools import islice

from django.utils.translation import gettext as _

from base.telefonos import format_telefono, hay_telefono
from mudanza.models import Propuesta

_NUMBER = re.compile(r"(?<![\d+/.-])(?:\+|\()?\d(?:[() .-]{0,2}\d){6,14}(?![\d/])")
# First find words that may be an address, then check them: a search for addresses would read each
# word again from each of its letters.
_MAY_BE_MAIL = re.compile(r"[\w.+@-]+")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}")
_POST = (
    r"(?:Director|Subdirector|Intendent|Vicepresident|President|Jef|Secretari|Coordinador|"
    r"Especialist|Administrador|Deleg)\w{0,4}"
)
_WORD = r"[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+"
_NAME = rf"{_WORD}(?:\s+(?:de|del|la|los|las|y|[A-ZÁÉÍÓÚÑ]\.|{_WORD})){{1,5}}"
_PERSON = re.compile(rf"\b({_POST}(?:\s+[a-záéíóúñ]+){{0,4}})\s*[:–-]\s*({_NAME})")
_MOST = 10


def proposal_in(mudanza, pieza, words):
    """Return an unsaved :class:`Propuesta`; None if ``words``, the text, has no telephone."""
    telephones = _each(
        format_telefono(match[0]) for match in _NUMBER.finditer(words) if hay_telefono(match[0])
    )
    people = _each((match[1], match[2]) for match in _PERSON.finditer(words))
    if not telephones:
        return None
    return Propuesta(
        mudanza=mudanza,
        clave=pieza.clave[:255],
        titulo=pieza.titulo.strip()[:255] or _("Sin título"),
        telefonos=telephones,
        correos=_each(
            mail[0]
            for word in _MAY_BE_MAIL.finditer(words)
            if "@" in word[0] and (mail := _MAIL.match(word[0]))
        ),
        personas=[{"cargo": post, "nombre": name} for post, name in people],
    )


def _each(found):
    return list(islice(dict.fromkeys(found), _MOST))
