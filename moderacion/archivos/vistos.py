"""Whoever publishes a draft as it is has looked at its files as they were when the form opened.

Nothing keeps the files of a draft from changing meanwhile: its button brings back what they were.
"""

import json

from django.forms import model_to_dict
from django.utils.crypto import salted_hmac

from aislamiento.offered_files import archivos_de

from .cambios import form_class_of


def seen(version):
    """Return, as text for :func:`changed_since`, how the files of a version of a page are now."""
    return json.dumps({_name(archivo): _digest(archivo) for archivo in archivos_de(version)})


def changed_since(text, version):
    """Return the files of a version of a page that are not any more as ``text`` says.

    Those that it does not name came with a change of whoever sends it, who has seen them.
    """
    if not text.startswith("{"):
        return []  # not from the button
    files = archivos_de(version)
    try:
        before = json.loads(text)
    except (ValueError, RecursionError):
        return list(files)  # nothing that a button sends
    return [
        archivo for archivo in files if before.get(_name(archivo), now := _digest(archivo)) != now
    ]


def _name(archivo):
    return f"{archivo._meta.model_name} {archivo.pk}"


def _digest(archivo):
    """Of what citizens get of a file; a new one never lies where the old one lay."""
    form_class = form_class_of(archivo)
    public = form_class.base_fields.keys() - form_class.internos - {"tags", "collection"}
    values = model_to_dict(archivo, fields=public)
    return salted_hmac("moderacion.archivos.vistos", repr(sorted(values.items()))).hexdigest()
