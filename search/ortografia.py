"""Finds the words of the vocabulary that a misspelt word may mean."""

import re
from collections import defaultdict
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache

# Spellings that sound alike get the same sound: b/v, s/c/z, ll/y, g/j, k/qu, mute h.
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
# Shorter words are not corrected: they resemble too many. A word of this length is similar only to
# words that sound the same; a longer word, to those that share five letters of six.
SHORTEST = 3
_ALIKE, _ALIKE_IF_SHORT = 5 / 6, 1
# A word whose sound is longer than this is also similar to words that begin with all of its sound
# but the last letter: «donar», «donación».
_STEM = 4
_MOST = 4


@lru_cache(maxsize=50_000)
def sonido(palabra):
    """Return the sound of an analysed word, to compare it with the sound of others."""
    for pattern, sound in _SOUNDS:
        palabra = pattern.sub(sound, palabra)
    return palabra


def parecidas(palabra, vocabulario):
    """Return at most ``_MOST`` words of ``vocabulario`` similar to ``palabra``, best first."""
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
