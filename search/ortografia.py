"""Which word of the vocabulary a misspelt one was meant to be."""

import re
from difflib import SequenceMatcher

# Written one way or the other, they sound alike here: b/v, s/c/z, ll/y, g/j, k/qu, mute h.
_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("ch", "1"),
        ("ph", "f"),
        ("h", ""),
        ("v", "b"),
        ("qu(?=[ei])", "k"),
        ("gu(?=[ei])", "2"),
        ("c(?=[eiy])", "s"),
        ("g(?=[ei])", "j"),
        ("z|x", "s"),
        ("ll", "y"),
        ("[ckq]", "k"),
        ("2", "g"),
        (r"(.)\1+", r"\1"),
    )
]
# Of shorter words any might have been meant; of those that are little longer, what sounds the same.
SHORTEST = 3
_ALIKE, _ALIKE_IF_SHORT = 0.72, 1
# Of one family, if more letters than these are the same: «donar», «donación».
_STEM = 4


def sonido(palabra):
    """Return how an analysed word sounds, to compare it with others."""
    for pattern, sound in _SOUNDS:
        palabra = pattern.sub(sound, palabra)
    return palabra


def parecidas(palabra, vocabulario):
    """Return those of ``vocabulario`` that may have been meant by ``palabra``, the likest first."""
    heard, scored = sonido(palabra), []
    enough = _ALIKE if len(palabra) > SHORTEST else _ALIKE_IF_SHORT
    for word in vocabulario:
        sounds = sonido(word)
        likeness = SequenceMatcher(None, heard, sounds, autojunk=False).ratio()
        is_of_it = len(heard) > _STEM and sounds.startswith(heard[:-1])
        if likeness >= enough or is_of_it:
            written = SequenceMatcher(None, palabra, word, autojunk=False).ratio()
            scored.append((-likeness, -written, word))
    return [word for *_likeness, word in sorted(scored)]
