"""What was raised stays raised: what one report tells less of than the one before it."""

from base.texto import plain


def menos(before, after):
    """Yield (row of ``before``, row of ``after``) of what falls without a reason."""
    known = {key: row for row in before for key in _claves(row)}
    for row in after:
        found = next((known[key] for key in _claves(row) if key in known), None)
        if found and row.cuenta.total < found.cuenta.total and not row.nota:
            yield found, row


def faltan(before, after):
    """Yield the rows of ``before`` that ``after`` leaves out: that is a fall too."""
    told = {key for row in after for key in _claves(row)}
    for row in before:
        if row.cuenta.total and told.isdisjoint(_claves(row)):
            yield row


def _claves(row):
    """How a row is known: by its entity and origin, and by the words of its name.

    Who was no more than a name may be in the directory by now, or the other way round.
    """
    keys = [(plain(row.nombre), row.origen)]
    return [(row.entidad_id, row.origen), *keys] if row.entidad_id else keys
