"""Finds the format of an uploaded file: its extension must be allowed, its first bytes decide."""

from pathlib import PurePath

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .csv import read_csv
from .tabla import IlegibleError
from .xlsx import read_xlsx

_SAVE_AS = gettext_lazy("Ábralo en su programa y use «Guardar como» para hacer de él un .xlsx.")
_NOT_TABLES = {
    b"\xd0\xcf\x11\xe0": gettext_lazy(
        "El archivo es de un Excel antiguo o tiene contraseña. "
        "Guárdelo como «Libro de Excel (.xlsx)», sin contraseña."
    ),
    b"%PDF": gettext_lazy("El archivo es un PDF: no se puede leer como hoja de cálculo."),
    b"\x89PNG": gettext_lazy("El archivo es una imagen, no una hoja de cálculo."),
    b"\xff\xd8\xff": gettext_lazy("El archivo es una imagen, no una hoja de cálculo."),
    b"{\\rtf": gettext_lazy("El archivo es un texto de Word, no una hoja de cálculo."),
}


def read_file(file, name, *, computed=False):
    """Return the sheets of an open binary ``file`` called ``name``, or raise ``IlegibleError``.

    With ``computed`` the formulas of a workbook give their results instead of their text.
    """
    file.seek(0)
    content = file.read(settings.IMPORTACION_MAX_BYTES + 1)
    if len(content) > settings.IMPORTACION_MAX_BYTES:
        raise IlegibleError(
            _("El archivo pesa demasiado: el máximo es %(maximo)s. Divídalo en varios.")
            % {"maximo": filesizeformat(settings.IMPORTACION_MAX_BYTES)}
        )
    if not content.strip():
        raise IlegibleError(_("El archivo está vacío."))
    match PurePath(name).suffix.lower():
        case ".xlsm" | ".xltm" | ".xlsb":
            raise IlegibleError(
                _("El archivo lleva macros. Guárdelo como «Libro de Excel (.xlsx)», sin macros.")
            )
        case ".xlsx" | ".csv" | ".tsv":
            pass
        case _:
            raise IlegibleError(_("Suba un archivo .xlsx o .csv. %(como)s") % {"como": _SAVE_AS})
    for start, reason in _NOT_TABLES.items():
        if content.startswith(start):
            raise IlegibleError(reason)
    head = content[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype", b"<html", b"<?xml", b"<table", b"<head", b"<body", b"<meta")):
        raise IlegibleError(
            _("El archivo es una página web con otro nombre. %(como)s") % {"como": _SAVE_AS}
        )
    # A workbook named .csv is read as a workbook.
    if content.startswith(b"PK"):
        return read_xlsx(content, computed=computed)
    if name.lower().endswith(".xlsx"):
        raise IlegibleError(
            _("El archivo no es un Excel o está dañado. %(como)s") % {"como": _SAVE_AS}
        )
    return [read_csv(content)]
