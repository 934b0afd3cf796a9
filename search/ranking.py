"""Ranks the candidates of a query by their names and summaries, in the same way on both databases.

A page whose name is exactly the search comes first. Then counts how much of the query its names
and summary contain, rare words more than common ones, and how few other words the best name has.
Trámites and entidades come a little before noticias, and pages with a date lose points with age.
"""

from math import log

from django.utils import timezone

from .analisis import raiz
from .models import Grupo

_EXACT, _EXACT_MEANING, _NAME, _COVERED = 100, 20, 30, 40
# Value of a match of a query group: in the title, in its part before a colon, in another name, in
# a summary, in a text; and factor of a synonym compared to what was typed.
_TITLE, _HEAD, _OTHER_NAME, _SUMMARY, _TEXT, _SYNONYM = 1, 0.95, 0.85, 0.5, 0.25, 0.9
# Factor of a match by the beginning of a word: the visitor may mean another word.
_BEGUN = 0.6
# Weight of optional words, compared to the heaviest required group, and of the single words of an
# expression.
_LOOSE, _PART = 0.6, 0.3
# Factor of each later required group: in «multa por la basura» the multa is the main subject.
_LATER = 0.85
_OF_GROUP = {Grupo.TRAMITES: 1.04, Grupo.DIRECTORIO: 1.02, Grupo.OTROS: 1, Grupo.NOTICIAS: 0.95}
# Factor of the likely group: entidades for hours or a telephone, trámites for requisitos.
_ASKED_FOR = 1.25
# After this many days a dated page has three quarters of its points; in the end, a half.
_DAYS = 365
# Pages with only some of the words are kept if they cover this share of what the best one covers.
_ENOUGH = 0.3


def sort(candidates, consulta):
    """Return [(points, candidate)], the best first.

    Candidates that have only few of the words are left out.
    """
    today = timezone.localdate()
    groups = [
        _Group(options, consulta.idioma, share)
        for some, share in (
            (consulta.grupos, 1),
            (consulta.sueltas, _LOOSE),
            (consulta.partes, _PART),
        )
        for options in some
    ]
    towns = {raiz(word, consulta.idioma) for word in consulta.lugares}
    answers = [_Answer(item, groups, towns) for item in candidates]
    _weigh(groups, answers)
    best = max((answer.covered() for answer in answers), default=0)
    scored = [
        (answer.points(today, consulta.grupo), answer.item)
        for answer in answers
        if answer.item.nivel or answer.covered() >= best * _ENOUGH
    ]
    return sorted(scored, key=lambda pair: (-pair[0], pair[1].titulo, pair[1].page_id))


def _weigh(groups, answers):
    """Set the weight of each query group: the fewer candidates match it, the higher.

    In «la feria del libro de mi pueblo» the book weighs more than the town, which is in many
    names. A group that no candidate matches weighs nothing.
    """
    if len(groups) > 1:
        for place, group in enumerate(groups):
            said = sum(answer.worth[place] > 0 for answer in answers)
            group.weight = log(1 + len(answers) / said) if said else 0
        most = max(group.weight for group in groups if not group.is_loose)
        for group in groups:
            if group.is_loose:
                group.weight = group.share * min(group.weight, most or group.weight)
        for place, group in enumerate(group for group in groups if not group.is_loose):
            group.weight *= _LATER**place
    total = sum(group.weight for group in groups) or 1
    for group in groups:
        group.weight /= total


class _Group:
    """The stems of one query group: of what was typed and of its synonyms."""

    def __init__(self, options, idioma, share):
        self.weight, self.share, self.is_loose = 1, share, share < 1
        self.options = [[_stem(word, idioma) for word in option] for option in options]
        stems = {stem for option in self.options for stem in option}
        self.stems, self.begun = stems, any(stem.endswith("*") for stem in stems)

    def found_in(self, name):
        """Return (value of the best match in the stems ``name``, set of the matching stems)."""
        worth, words = 0, set()
        if not self.begun and self.stems.isdisjoint(name):
            return worth, words
        for place, option in enumerate(self.options):
            if said := _said(name, option):
                meant = _BEGUN if option[-1].endswith("*") else _SYNONYM if place else 1
                worth, words = max(worth, meant), words | said
        return worth, words


def _stem(word, idioma):
    return f"{raiz(word[:-1], idioma)}*" if word.endswith("*") else raiz(word, idioma)


def _said(name, stems):
    """Return the set of stems in ``name`` that match ``stems``; empty unless all match."""
    said = set()
    for stem in stems:
        if stem.endswith("*"):
            found = [word for word in name if word.startswith(stem[:-1])]
        else:
            found = [stem] if stem in name else []
        if not found:
            return set()
        said.update(found)
    return said


class _Answer:
    """The matches of one candidate with each query group, by name and summary line."""

    def __init__(self, item, groups, towns):
        self.item, self.groups, self.towns = item, groups, towns
        self.names = [
            (name, worth, self._found(name))
            for name, worth in zip(item.titulos, (_TITLE, _HEAD), strict=False)
        ]
        self.names += [(name, _OTHER_NAME, self._found(name)) for name in item.nombres]
        self.names += [(line, _SUMMARY, self._found(line)) for line in item.resumen]
        self.worth = [
            max(
                self._in_text(group),
                *(worth * found[place][0] for _name, worth, found in self.names),
            )
            for place, group in enumerate(groups)
        ]

    def _in_text(self, group):
        """Return the value of a match in the text: the page has all the required groups."""
        return _TEXT if self.item.nivel and not group.is_loose else 0

    def _found(self, name):
        return [group.found_in(name) for group in self.groups]

    def covered(self):
        """Return how much of the query the page covers, from 0 to 1."""
        pairs = zip(self.groups, self.worth, strict=True)
        return sum(group.weight * worth for group, worth in pairs)

    def points(self, today, asked_for):
        item = self.item
        best = max(worth * self._of_name(name, found, worth) for name, worth, found in self.names)
        points = (_COVERED * self.covered() + best) * _OF_GROUP[item.grupo]
        if item.grupo == asked_for:
            points *= _ASKED_FOR
        if item.fecha and item.fecha < today:
            points *= (1 + 1 / (1 + (today - item.fecha).days / _DAYS)) / 2
        return points

    def _of_name(self, name, found, part):
        """Return the points of one name: how much of the query it has, and how few other words."""
        pairs = zip(self.groups, found, strict=True)
        worth = sum(group.weight * value for group, (value, _words) in pairs)
        said = set().union(*(words for _value, words in found))
        if not said:
            return 0
        length = len(set(name) - (self.towns - said))
        points = _NAME * worth * (1 + len(said) / length) / 2
        if part > _SUMMARY and len(said) == length and self._is_whole(found):
            is_all = worth > 0.999 and all(value for value, _words in found)
            points += _EXACT if is_all else _EXACT_MEANING
        return points

    def _is_whole(self, found):
        """Whether ``found`` has each required group that any candidate matches."""
        pairs = zip(self.groups, found, strict=True)
        return all(value or group.is_loose or not group.weight for group, (value, _words) in pairs)
