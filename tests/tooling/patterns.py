"""Whether the time of a regular expression grows in proportion to the text.

The engine of Python tries one way through a pattern after the other. If two loops, or two rounds of
one loop, can read the same letters, the number of ways grows with the square of the text, or
doubles with each letter. The automaton of a pattern shows both cases. Two paths that read the same
word from a state back to itself are exponential. A word that keeps each of two loops in its place
and also leads from the first to the second is polynomial (Weideman et al., «Analyzing Matching Time
Behavior of Backtracking Regular Expression Matchers Using Ambiguity of NFA», 2016).

A searched pattern has one more loop before it, which looks for its first letter. Assertions count
as reading nothing: a good pattern may be refused, but no slow one is accepted.

A possessive repeat of one letter («[^<]*+») ends where no such letter follows: what comes after it
begins with another one. Other possessive repeats and atomic groups are judged as if they gave back
what they read: they have no more ways than that.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import combinations, product
from re import _compiler, _constants, _parser

EXPONENTIAL, POLYNOMIAL = "exponential", "polynomial"

# Letters that stand for all others: some of each class, and those that patterns name.
_LETTERS = {*map(chr, range(256)), *"٣€\u200b\u2028\u202f漢"}
# Up to so many rounds are no loop: they only multiply the time. But if each round has several ways,
# the ways multiply, and a few rounds are as bad as a loop.
_FEW = {POLYNOMIAL: 30, EXPONENTIAL: 3}
_REPEATED = (_constants.MAX_REPEAT, _constants.MIN_REPEAT)
_LOOKS = (_constants.AT, _constants.ASSERT, _constants.ASSERT_NOT)
_READS = (_constants.LITERAL, _constants.NOT_LITERAL, _constants.ANY, _constants.IN)


class NotJudgedError(Exception):
    """The pattern has a part that this module cannot judge."""


def slowness(pattern, flags=0, *, method="search"):
    """Return EXPONENTIAL or POLYNOMIAL; None if ``method`` of ``re`` takes linear time."""
    tree = _parser.parse(pattern, flags)
    if _Automaton(tree, _FEW[EXPONENTIAL], method).is_exponential():
        return EXPONENTIAL
    return POLYNOMIAL if _Automaton(tree, _FEW[POLYNOMIAL], method).is_polynomial() else None


@dataclass(frozen=True)
class _Part:
    """A part of a pattern: its first and last states, each with its number of ways.

    A state comes with the letters that its neighbour does not read, because a possessive repeat
    would have read them. ``empty`` is the number of ways to read nothing, by the letters that do
    not follow. The states ``done`` end the part for certain; states only in ``last`` end it if an
    assertion holds. ``free`` says whether the part can read nothing for certain.
    """

    first: Counter = field(default_factory=Counter)
    last: Counter = field(default_factory=Counter)
    empty: Counter = field(default_factory=Counter)
    done: frozenset = frozenset()
    free: bool = False

    def or_nothing(self):
        return _Part(self.first, self.last, self.empty + _ONE_WAY, self.done, free=True)


_ANY_AFTER = frozenset()
_ONE_WAY = Counter([_ANY_AFTER])
_NOTHING = _Part(empty=_ONE_WAY, free=True)


class _Automaton:
    """The states of a pattern, each of which reads a letter, and the ways from each to the next."""

    def __init__(self, tree, few, method):
        self.few, self.groups, self.parsed = few, {}, tree.state
        self.letters, self.next = [], []
        whole = self._sequence(tree)
        self.done = frozenset() if method == "fullmatch" else whole.done
        if method not in ("match", "fullmatch") and not _begins_text(tree):
            anywhere = self._state(_LETTERS)
            self._join(anywhere.last, anywhere.first + whole.first)
        self._reached = [self._reach(state) for state in range(len(self.next))]

    # --- Building --------------------------------------------------------------------

    def _sequence(self, nodes):
        whole = _NOTHING
        for node in nodes:
            whole = self._then(whole, self._part(*node))
        return whole

    def _then(self, one, other):
        self._join(one.last, other.first)
        return _Part(
            one.first + _but(other.first, one.empty),
            other.last + _but(one.last, other.empty),
            _both(one.empty, other.empty),
            other.done | one.done if other.free else other.done,
            one.free and other.free,
        )

    def _part(self, kind, value):
        if kind in _READS:
            return self._state(_read_by(self.parsed, kind, value))
        if kind in _LOOKS:
            return _Part(empty=_ONE_WAY)
        if kind in _REPEATED:
            return self._repeat(*value)
        if kind == _constants.POSSESSIVE_REPEAT:
            return self._possessive(*value)
        match kind, value:
            case _constants.ATOMIC_GROUP, nodes:
                is_repeat = len(nodes) == 1 and nodes[0][0] == _constants.MAX_REPEAT
                return self._possessive(*nodes[0][1]) if is_repeat else self._sequence(nodes)
            case _constants.SUBPATTERN, (number, 0, 0, nodes):
                self.groups[number] = nodes
                return self._sequence(nodes)
            case _constants.GROUPREF, number:
                return self._sequence(self.groups[number])
            case _constants.BRANCH, (_none, branches):
                return _one_of([self._sequence(nodes) for nodes in branches])
        raise NotJudgedError(str(kind))

    def _repeat(self, low, high, nodes):
        if high == _constants.MAXREPEAT or high > self.few:
            part = self._sequence(nodes)
            self._join(part.last, part.first)
            return part if low else part.or_nothing()
        whole = _NOTHING
        for _round in range(high - low):
            whole = self._then(self._sequence(nodes), whole).or_nothing()
        for _round in range(low):
            whole = self._then(self._sequence(nodes), whole)
        return whole

    def _possessive(self, low, high, nodes):
        part = self._repeat(low, high, nodes)
        is_of_one = len(nodes) == 1 and nodes[0][0] in _READS
        if high != _constants.MAXREPEAT or not is_of_one:
            return part
        [(state, _none)] = part.last
        letters = self.letters[state]
        empty = Counter({letters: 1} if not low else ())
        return _Part(part.first, Counter([(state, letters)]), empty, part.done, part.free)

    def _state(self, letters):
        self.letters.append(frozenset(letters))
        self.next.append(Counter())
        state = len(self.letters) - 1
        place = Counter([(state, _ANY_AFTER)])
        return _Part(place, place, done=frozenset([state]))

    def _join(self, last, first):
        for (state, had), ways in last.items():
            for (after, barred), ways_on in first.items():
                if letters := self.letters[after] - had - barred:
                    self.next[state][after, letters] += ways * ways_on

    # --- Judging ---------------------------------------------------------------------

    def is_exponential(self):
        return any(
            self._has_double_way(state, loop) or self._parts_and_meets(state, loop)
            for state, loop in self._loops()
        )

    def _has_double_way(self, state, loop):
        ways = {way: times for way, times in self.next[state].items() if way[0] in loop}
        return any(times > 1 for times in ways.values()) or any(
            one[0] == other[0] and one[1] & other[1] for one, other in combinations(ways, 2)
        )

    def _parts_and_meets(self, state, loop):
        start = (state, state)
        apart = {pair for pair in self._walk(start, loop, loop) if pair[0] != pair[1]}
        return any(start in self._walk(pair, loop, loop) for pair in apart)

    def is_polynomial(self):
        loops = self._loops()
        return any(
            (one, other, other) in self._walk((one, one, other), loop, way, again - self.done)
            for one, loop in loops
            for other, again in loops
            if one != other and other in (way := self._reached[one])
        )

    def _loops(self):
        """Return [(state, the states of its loop)] of the states that lead back to themselves."""
        return [
            (state, {other for other in reached if state in self._reached[other]})
            for state, reached in enumerate(self._reached)
            if state in reached
        ]

    def _reach(self, state):
        return {other for (other,) in self._walk((state,), range(len(self.next)))}

    def _walk(self, start, *allowed):
        """Return the tuples of states to which one word leads from ``start``, in ``allowed``."""
        found, todo = set(), [start]
        while todo:
            ways = [
                [way for way in self.next[at] if way[0] in states]
                for at, states in zip(todo.pop(), allowed, strict=True)
            ]
            for chosen in product(*ways):
                states = tuple(state for state, _letters in chosen)
                if states not in found and frozenset.intersection(
                    *(letters for _state, letters in chosen)
                ):
                    found.add(states)
                    todo.append(states)
        return found


def _but(places, empty):
    """Return ``places`` seen across ``empty``, with the letters it bars and its number of ways."""
    found = Counter()
    for ((state, barred), ways), (more, times) in product(places.items(), empty.items()):
        found[state, barred | more] += ways * times
    return found


def _both(one, other):
    found = Counter()
    for (barred, ways), (more, times) in product(one.items(), other.items()):
        found[barred | more] += ways * times
    return found


def _one_of(parts):
    return _Part(
        sum((part.first for part in parts), Counter()),
        sum((part.last for part in parts), Counter()),
        sum((part.empty for part in parts), Counter()),
        frozenset().union(*(part.done for part in parts)),
        any(part.free for part in parts),
    )


def _begins_text(tree):
    kind, value = tree[0] if len(tree) else (None, None)
    at_beginning = value == _constants.AT_BEGINNING and not tree.state.flags & re.MULTILINE
    return kind == _constants.AT and (at_beginning or value == _constants.AT_BEGINNING_STRING)


def _read_by(parsed, kind, value):
    """Return the letters of ``_LETTERS`` that one place of a pattern reads, according to ``re``."""
    one = _compiler.compile(_parser.SubPattern(parsed, [(kind, value)]))
    named = {chr(value)} if kind == _constants.LITERAL else set()
    return named | {letter for letter in _LETTERS if one.fullmatch(letter)}
