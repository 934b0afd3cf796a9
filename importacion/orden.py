"""The order in which to create the pages of a file, as some refer to others of the same file."""

from graphlib import CycleError, TopologicalSorter


def creation_order(needs):
    """Return (claves in order, claves that need each other in a circle).

    ``needs`` is {clave: set of claves that it needs} of the pages of the file.
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
