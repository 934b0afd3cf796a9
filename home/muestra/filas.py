"""Rows of a page, as the form of the admin would leave them."""


def add_rows(manager, rows):
    """Add ``rows`` behind those that are there, numbered in their order.

    A row without its number jumps behind the others as soon as somebody changes one by hand.
    """
    for place, row in enumerate(rows, start=manager.count()):
        row.sort_order = place
        manager.add(row)
