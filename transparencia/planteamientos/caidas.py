"""What was raised stays raised: what one report tells less of than the one before it."""

from base.texto import plain


def clave(row):
    """How a row of a report is known: its entity, or the words of its name, and the origin."""
    return row.entidad_id or plain(row.nombre), row.origen


def menos(before, after):
    """Yield (row of ``after``, how many there were) of what falls without a reason."""
    known = {clave(row): row.cuenta.total for row in before}
    for row in after:
        total = known.get(clave(row), 0)
        if row.cuenta.total < total and not row.nota:
            yield row, total


def faltan(before, after):
    """Yield the rows of ``before`` that ``after`` leaves out: that is a fall too.

    Who was no more than a name may be in the directory by now, or the other way round.
    """
    told = {key for row in after for key in _claves(row)}
    for row in before:
        if row.cuenta.total and told.isdisjoint(_claves(row)):
            yield row


def _claves(row):
    return {clave(row), (plain(row.nombre), row.origen)}
