"""Wagtail's two logs (pages and other models) merged into one list, the newest first."""

from heapq import merge
from itertools import islice


class Mezcla:
    """Pairs (model, key) of several query sets of entries in one order, for pages and exports.

    Not a union in the database: a union would sort the entries of years to show one page,
    while each log has an index by time.
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
    """Return an iterator of (model, key); equal times follow the order of ``querysets``."""
    found = merge(*map(_keys, querysets), key=lambda row: row[0], reverse=True)
    return ((model, key) for _timestamp, model, key in found)


def _keys(queryset):
    rows = queryset.values_list("timestamp", "pk").iterator(chunk_size=1000)
    return ((timestamp, queryset.model, key) for timestamp, key in rows)
