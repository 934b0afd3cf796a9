"""Rows of a page, as the form of the admin would leave them."""

from uuid import uuid4


def add_rows(manager, rows):
    """Add ``rows`` behind those that are there, numbered in their order.

    A row without its number jumps behind the others as soon as somebody changes one by hand.
    """
    for place, row in enumerate(rows, start=manager.count()):
        row.sort_order = place
        manager.add(row)


def list_item(value):
    """Return ``value`` as an item of a list within a block."""
    # Without an id, Wagtail takes the item for one of its former format.
    return {"type": "item", "value": value, "id": str(uuid4())}
