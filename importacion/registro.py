"""The importers of the sections: each app registers its own when it is ready."""

_importadores = {}


def register(importador):
    _importadores[importador.nombre] = importador


def get_importador(nombre):
    """Return the importer called ``nombre``, or None."""
    return _importadores.get(nombre)


def get_importadores():
    return sorted(_importadores.values(), key=lambda importador: str(importador.titulo))
