"""The importers that the sections declare (``Section.importers``)."""

from functools import cache

from base.sections import contributions


@cache
def _importadores():
    return {importador.nombre: importador() for importador in contributions("importers")}


def get_importador(nombre):
    """Return the importer called ``nombre``, or None."""
    return _importadores().get(nombre)


def get_importadores():
    return sorted(_importadores().values(), key=lambda importador: str(importador.titulo))
