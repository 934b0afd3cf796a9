"""Creates pages and their inline rows in commands, as the admin's forms would save them."""

from uuid import uuid4

from wagtail.signal_handlers import disable_reference_index_auto_update


def add_below(parent, page):
    """Add ``page`` below ``parent`` as a draft in its language, to be filled and published."""
    page.locale_id, page.live = parent.locale_id, False
    # treebeard counts children in memory: reload the parent.
    parent.refresh_from_db()
    # References are indexed when the page is published, soon after.
    with disable_reference_index_auto_update():
        parent.add_child(instance=page)


def add_rows(manager, rows):
    """Add ``rows`` after the existing rows, numbered in their order.

    A row without a number jumps behind the others as soon as somebody edits one by hand.
    """
    for place, row in enumerate(rows, start=manager.count()):
        row.sort_order = place
        manager.add(row)


def list_item(value):
    """Return ``value`` as raw data of an item in a list block."""
    # Without an id, Wagtail takes the item for its old format.
    return {"type": "item", "value": value, "id": str(uuid4())}


def raw_table(titulo, columnas, filas):
    """Return a table of texts as raw data of the block ``tabla``."""
    tabla = {
        "columns": [{"type": "texto", "heading": heading} for heading in columnas],
        "rows": [{"values": fila} for fila in filas],
        "caption": "",
    }
    return {"titulo": titulo, "tabla": tabla}


def put(instance, name, value):
    """Set a field from its raw value."""
    setattr(instance, name, instance._meta.get_field(name).to_python(value))
