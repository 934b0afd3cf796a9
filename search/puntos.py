"""How well a candidate answers a question; alike on both databases, and told by its names.

What is called exactly as was typed comes first, then what says everything in its names, in its
summary, in its text; of two, the one whose name says less else. Procedures and entities come a
little ahead of news, and what has a date grows old.
"""

from django.utils import timezone

from .analisis import raiz
from .models import Grupo

_EXACT = 100
_LEVEL = {3: 40, 2: 20, 1: 10, 0: 0}
_NAME = 30
_OF_GROUP = {Grupo.TRAMITES: 1.04, Grupo.DIRECTORIO: 1.02, Grupo.OTROS: 1, Grupo.NOTICIAS: 0.95}
# After so many days news are worth three quarters of what they were; in the end, a half.
_DAYS = 365
# A popular name counts for a little less than a title, what means the same than what was typed.
_OTHER_NAME, _SYNONYM = 0.85, 0.9


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
        """Return what it is worth that ``name`` holds it, and which of its words say so."""
        typed = _said(name, self.typed)
        said = typed.union(*(_said(name, option) for option in self.others))
        return (1 if typed else _SYNONYM if said else 0), said


def _stem(word, idioma):
    return f"{raiz(word[:-1], idioma)}*" if word.endswith("*") else raiz(word, idioma)


def _said(name, stems):
    """Return the words of ``name`` that say ``stems``; none unless it says all."""
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


def _points(item, groups, today):
    titles = [_name_points(name, groups) for name in item.titulos]
    others = [_name_points(name, groups) * _OTHER_NAME for name in item.nombres]
    best = max(titles + others)
    points = (_LEVEL[item.nivel] + best) * _OF_GROUP[item.grupo]
    if item.fecha and item.fecha < today:
        points *= (1 + 1 / (1 + (today - item.fecha).days / _DAYS)) / 2
    return points


def _name_points(name, groups):
    found = [group.found_in(name) for group in groups]
    worth = sum(value for value, _words in found) / len(groups)
    said = set().union(*(words for _value, words in found))
    if not said:
        return 0
    points = _NAME * worth * (1 + len(said) / len(set(name))) / 2
    return points + (_EXACT if worth == 1 and len(said) == len(set(name)) else 0)
