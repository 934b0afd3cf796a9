"""Where the files lie: in a storage that all machines share, and that nobody else serves."""

from django.core.files.storage import storages


def almacen():
    return storages["datos"]
