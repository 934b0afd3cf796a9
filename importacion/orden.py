"""In which order the pages of a file are made, when some need others of the same file."""

from graphlib import CycleError, TopologicalSorter


def creation_order(needs):
    """Return (keys in order, keys that need each other in a circle).

    ``needs`` is {key: set of keys} of the pages that the file brings.
    """
    circular = set()
    while True:
        graph = {
            key: needed & needs.keys() - circular
            for key, needed in needs.items()
            if key not in circular
        }
        try:
            return list(TopologicalSorter(graph).static_order()), circular
        except CycleError as error:
            circular.update(error.args[1])
