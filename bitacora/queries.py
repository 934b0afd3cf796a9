"""Both logs as one list, the newest first."""

from heapq import merge
from itertools import islice


class Mezcla:
    """The keys of several querysets of entries in one order, for paging and for files.

    Not a union in the database: that would sort all entries of years for one page, while
    each log has an index by time.
    """

    def __init__(self, querysets):
        self.querysets = [queryset.order_by("-timestamp", "-pk") for queryset in querysets]

    def count(self):
        return sum(queryset.order_by().count() for queryset in self.querysets)

    def __getitem__(self, window):
        heads = [queryset[: window.stop] for queryset in self.querysets]
        return list(islice(_merged(heads), window.start, window.stop))

    def iterator(self):
        return _merged(self.querysets)


def _merged(querysets):
    """Yield (model, key); of one moment, in the order of ``querysets``."""
    found = merge(*map(_keys, querysets), key=lambda row: row[0], reverse=True)
    return ((model, key) for _timestamp, model, key in found)


def _keys(queryset):
    rows = queryset.values_list("timestamp", "pk").iterator(chunk_size=1000)
    return ((timestamp, queryset.model, key) for timestamp, key in rows)
