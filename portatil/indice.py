"""The search index of a portal to take along: a script, because no page of a disk may read files.

Words are those of the search of the portal: without accents, and by their stems. A browser has no
stemmer: the index says the stem of every word in it, and the script (static_src/js/portatil.js)
takes for another word those that begin alike.
"""

import json

from search.analisis import palabras, que_dicen, raiz
from search.vacias import SILENT

_LONGEST_SUMMARY = 200


class Indice:
    """The pages in the language with the code ``idioma``, and in which of them each stem is."""

    def __init__(self, idioma):
        self.idioma = idioma
        self._pages, self._words, self._stems = [], {}, {}

    def add(self, archivo, titulo, resumen, texto):
        """Add the page in the file ``archivo``, a path in the ZIP."""
        number = len(self._pages)
        self._pages.append([archivo, titulo, resumen[:_LONGEST_SUMMARY]])
        known = set()
        for place, said in enumerate((titulo, resumen, texto)):
            found = self._roots(said) - known
            known |= found
            for root in found:
                self._stems[root][1][place].append(number)

    def _roots(self, texto):
        found = set()
        for word in que_dicen(palabras(texto), self.idioma):
            root = raiz(word, self.idioma)
            number, _places = self._stems.setdefault(root, (len(self._stems), ([], [], [])))
            self._words[word] = number
            found.add(root)
        return found

    def as_script(self):
        """Return the script as bytes. It is ASCII: older browsers refuse some letters in JSON."""
        told = {
            "calladas": sorted(SILENT.get(self.idioma, ())),
            "paginas": self._pages,
            "palabras": sorted(self._words.items()),
            "raices": [places for _number, places in self._stems.values()],
        }
        return f"const INDICE = {json.dumps(told, separators=(',', ':'))};\n".encode("ascii")
