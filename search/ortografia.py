"""Which word of the vocabulary a misspelt one was meant to be."""

import re
from collections import defaultdict
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache

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
# Of shorter words any might have been meant; of those that are little longer, what sounds the same;
# of the others, what has five letters of six.
SHORTEST = 3
_ALIKE, _ALIKE_IF_SHORT = 5 / 6, 1
# Of one family, if so many letters and all but the last are the same: «donar», «donación».
_STEM = 4
_MOST = 4


@lru_cache(maxsize=50_000)
def sonido(palabra):
    """Return how an analysed word sounds, to compare it with others."""
    for pattern, sound in _SOUNDS:
        palabra = pattern.sub(sound, palabra)
    return palabra


def parecidas(palabra, vocabulario):
    """Return the few of ``vocabulario`` that may have been meant, the likest first."""
    heard, words = sonido(palabra), defaultdict(list)
    for word in vocabulario:
        words[sonido(word)].append(word)
    enough = _ALIKE if len(palabra) > SHORTEST else _ALIKE_IF_SHORT
    sounds = get_close_matches(heard, words, n=_MOST, cutoff=enough)
    if len(heard) > _STEM:
        family = (sound for sound in sorted(words) if sound.startswith(heard[:-1]))
        sounds += [sound for sound in family if sound not in sounds]

    def unlike(word):
        return -SequenceMatcher(None, palabra, word).ratio(), word

    found = [word for sound in sounds for word in sorted(words[sound], key=unlike)]
    return found[:_MOST]
