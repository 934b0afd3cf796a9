"""Check that the files of a draft have not changed since the user opened the page's form.

The files of a draft can change while the form is open. The publish button sends their digests.
"""

import json

from django.forms import model_to_dict
from django.utils.crypto import salted_hmac

from aislamiento.offered_files import archivos_de

from .cambios import form_class_of


def seen(version):
    """Return the digests of the files of a page revision, as text for :func:`changed_since`."""
    return json.dumps({_name(archivo): _digest(archivo) for archivo in archivos_de(version)})


def changed_since(text, version):
    """Return the files of a page revision that changed since ``text`` was made by :func:`seen`.

    Files missing in ``text`` do not count: the user added them in the form and has seen them.
    """
    if not text.startswith("{"):
        return []  # not sent by the button
    files = archivos_de(version)
    try:
        before = json.loads(text)
    except (ValueError, RecursionError):
        return list(files)  # forged or damaged: treat all files as changed
    return [
        archivo for archivo in files if before.get(_name(archivo), now := _digest(archivo)) != now
    ]


def _name(archivo):
    return f"{archivo._meta.model_name} {archivo.pk}"


def _digest(archivo):
    """Return a digest of the public fields; a replaced file has a new path, so it counts."""
    form_class = form_class_of(archivo)
    public = form_class.base_fields.keys() - form_class.internos - {"tags", "collection"}
    values = model_to_dict(archivo, fields=public)
    return salted_hmac("moderacion.archivos.vistos", repr(sorted(values.items()))).hexdigest()
