"""How well a candidate answers a question; alike on both databases, and told by its names.

What is called exactly so comes first, then what says everything in its names, in its summary, in
its text. Of two, the one whose name says less else; procedures and entities come a little
ahead of news, and what has a date grows old.
"""

from django.utils import timezone

from .analisis import raiz
from .models import Grupo

_EXACT = 100
_LEVEL = {3: 40, 2: 20, 1: 10}
_NAME = 30
_OF_GROUP = {Grupo.TRAMITES: 1.1, Grupo.DIRECTORIO: 1.05, Grupo.OTROS: 1, Grupo.NOTICIAS: 0.9}
# In so many days news are worth two thirds of what they were, in three times as many a half.
_DAYS = 365
# What was typed counts as it is; what only means the same a little less.
_TITLE, _OTHER_NAME, _SYNONYM = 1, 0.97, 0.9


def sort(candidates, consulta):
    """Return [(points, candidate)], the best first."""
    today = timezone.localdate()
    groups = [_Group(group, consulta.idioma) for group in consulta.grupos]
    scored = [(_points(item, groups, today), item) for item in candidates]
    return sorted(scored, key=lambda pair: (-pair[0], pair[1].titulo, pair[1].page_id))


class _Group:
    """The stems of one group of a question: those of what was typed, and of what means the same."""

    def __init__(self, options, idioma):
        stems = [[_stem(word, idioma) for word in option] for option in options]
        self.typed, self.others = stems[0], stems[1:]

    def found_in(self, name):
        """Return what it is worth that ``name`` holds it, and how many of its words that takes."""
        if found := _holds(name, self.typed):
            return 1, found
        found = max((_holds(name, option) for option in self.others), default=0)
        return (_SYNONYM, found) if found else (0, 0)


def _stem(word, idioma):
    return f"{raiz(word[:-1], idioma)}*" if word.endswith("*") else raiz(word, idioma)


def _holds(name, stems):
    """Return how many words of ``name`` say ``stems``; 0 unless it says all."""
    for stem in stems:
        if stem.endswith("*"):
            if not any(word.startswith(stem[:-1]) for word in name):
                return 0
        elif stem not in name:
            return 0
    return len(stems)


def _points(item, groups, today):
    best = max(
        _name_points(name, groups) * (_OTHER_NAME if place else _TITLE)
        for place, name in enumerate(item.raices)
    )
    points = (_LEVEL[item.nivel] + best) * _OF_GROUP[item.grupo]
    if item.fecha and item.fecha < today:
        points *= (1 + 1 / (1 + (today - item.fecha).days / _DAYS)) / 2
    return points


def _name_points(name, groups):
    found = [group.found_in(name) for group in groups]
    worth = sum(value for value, _count in found) / len(groups)
    said = sum(count for _value, count in found)
    if all(value for value, _count in found) and said >= len(name):
        return (_EXACT + _NAME) * worth
    return _NAME * worth * (0.5 + 0.5 * min(1, said / max(1, len(name))))
