"""Pages and their rows, made by a command as the forms of the admin would leave them."""

from uuid import uuid4

from wagtail.signal_handlers import disable_reference_index_auto_update


def add_below(parent, page):
    """Add ``page`` below ``parent`` as a draft in its language, to be filled and published."""
    page.locale_id, page.live = parent.locale_id, False
    # The tree counts children in memory: ask for the parent as it is now.
    parent.refresh_from_db()
    # What a page refers to is indexed when it is published, a moment later.
    with disable_reference_index_auto_update():
        parent.add_child(instance=page)


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


def raw_table(titulo, columnas, filas):
    """Return a table of texts as the block ``tabla`` keeps it."""
    tabla = {
        "columns": [{"type": "texto", "heading": heading} for heading in columnas],
        "rows": [{"values": fila} for fila in filas],
        "caption": "",
    }
    return {"titulo": titulo, "tabla": tabla}


def put(instance, name, value):
    """Set a field from its raw value."""
    setattr(instance, name, instance._meta.get_field(name).to_python(value))
