"""Search for the province's technical words in texts, in any inflection.

Each text is read once whatever the length of the list: time is proportional to the text.
"""

import re
from collections import defaultdict
from functools import lru_cache

import snowballstemmer

from base.texto import plain

_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=20_000)
def _stem(word):
    # A stemmer for each word: a stemmer stores its state in itself, and threads would share it.
    return snowballstemmer.stemmer("spanish").stemWord(plain(word))


def raices(text):
    """Return the stems of the words of ``text``, without accents or capitals."""
    return [_stem(match[0]) for match in _WORD.finditer(text)]


class Buscador:
    """Searches texts for ``entries``, whose stems are in their ``raices``."""

    def __init__(self, entries):
        self._by_first = defaultdict(list)
        for entry in entries:
            stems = entry.raices.split()
            self._by_first[stems[0]].append((stems, entry))
        for candidates in self._by_first.values():
            candidates.sort(key=lambda candidate: -len(candidate[0]))

    def en(self, texts):
        """Return {entry: its occurrences as written in ``texts``, in order}.

        Where several entries begin with the same word, the longest that matches counts.
        """
        found = defaultdict(list)
        for text in texts:
            words = list(_WORD.finditer(text))
            stems = [_stem(word[0]) for word in words]
            place = 0
            while place < len(words):
                length = 1
                for wanted, entry in self._by_first.get(stems[place], ()):
                    if stems[place : place + len(wanted)] == wanted:
                        length = len(wanted)
                        end = words[place + length - 1].end()
                        found[entry].append(text[words[place].start() : end])
                        break
                place += length
        return found
