"""Replaces attributes of other packages, which :mod:`santiago.upstream` lists."""

import inspect
from dataclasses import dataclass
from functools import reduce
from hashlib import sha256
from importlib import import_module

# {target: what upstream has there}, of what is replaced.
originals = {}


@dataclass(frozen=True)
class Replacement:
    """The attribute at ``target`` becomes ``ours``; both are «module:attribute.of.it».

    ``why`` says what is wrong upstream, or lacks, and ``test`` names a test that fails without
    ``ours``. ``read`` is the digest of what upstream has there in the release for which ``ours``
    was written. With ``around``, ``ours`` is a function that gets what upstream has and returns
    what replaces it.
    """

    target: str
    ours: str
    read: str
    test: str
    why: str
    around: bool = False

    @property
    def owner(self):
        """The module or class whose attribute it is."""
        return _find(self.target.rpartition("." if "." in self._path else ":")[0])

    @property
    def name(self):
        return self._path.rpartition(".")[2]

    @property
    def _path(self):
        return self.target.partition(":")[2]


def install(replacements):
    """Replace all, once in the life of a process and before the first request."""
    for each in replacements:
        owner, ours = each.owner, _find(each.ours)
        given = inspect.getattr_static(owner, each.name, None)
        originals[each.target] = given
        setattr(owner, each.name, ours(given) if each.around else ours)


def put_back(each):
    """Undo one replacement, to see what upstream does without it."""
    given = originals[each.target]
    if given is None:
        delattr(each.owner, each.name)
    else:
        setattr(each.owner, each.name, given)


def digest(each):
    """Return the digest of what upstream has at the target: its source, or that of its class."""
    given = originals[each.target]
    if inspect.isroutine(given) or inspect.isclass(given):
        text = inspect.getsource(given)
    elif inspect.isclass(each.owner):
        text = inspect.getsource(each.owner)
    elif isinstance(given, dict):  # of functions: those that are replaced
        ours = getattr(each.owner, each.name)
        changed = [function for name, function in given.items() if ours[name] is not function]
        text = "".join(inspect.getsource(inspect.unwrap(function)) for function in changed)
    else:
        text = repr(given)
    return sha256(text.encode()).hexdigest()[:8]


def _find(path):
    module, _colon, attributes = path.partition(":")
    return reduce(getattr, filter(None, attributes.split(".")), import_module(module))
