"""Chooses the reader of a file or a folder by what is in it, not by its name."""

import os
import re
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mudanza.models import Sistema

from .carpeta import Carpeta
from .flujo import CORTES, open_stream
from .joomla import Joomla
from .piezas import MudanzaError
from .wordpress import WordPress

_READERS = {
    Sistema.JOOMLA: Joomla,
    Sistema.WORDPRESS: WordPress,
    Sistema.CARPETA: Carpeta,
}
_HEAD = 1 << 16
# Statements match from the end of the line before: from any blank, the search would be quadratic.
_SQL = re.compile(
    rb"(?:MySQL|MariaDB) dump|phpMyAdmin SQL Dump|/\*!40101 SET "
    rb"|\n[^\S\n]*+(?:CREATE TABLE|INSERT INTO|REPLACE INTO)\b",
    re.IGNORECASE,
)
_WXR = re.compile(rb"wordpress\.org/export/|WordPress eXtended RSS", re.IGNORECASE)
_PAGE = re.compile(rb"<!doctype html|<html\b", re.IGNORECASE)
_PAGES = (".html", ".htm", ".xhtml", ".shtml")
_UNPACK = gettext_lazy("Sáquelo de ahí y elija lo que hay dentro.")
_OTHERS = {
    b"%PDF": gettext_lazy("El archivo es un PDF, no un portal."),
    b"\x89PNG": gettext_lazy("El archivo es una imagen, no un portal."),
    b"\xff\xd8\xff": gettext_lazy("El archivo es una imagen, no un portal."),
    b"SQLite format 3": gettext_lazy("El archivo es una base de SQLite: Joomla usa MySQL."),
    b"Rar!": format_lazy("{} {}", gettext_lazy("El archivo es un RAR."), _UNPACK),
    b"7z\xbc\xaf": format_lazy("{} {}", gettext_lazy("El archivo es un 7z."), _UNPACK),
    b"JPA": gettext_lazy(
        "El archivo es una copia de Akeeba: restáurela con su programa y saque de la base un "
        "volcado (.sql)."
    ),
}
_TAR = (257, b"ustar")


def open_source(sistema, archivo, carpeta=None):
    """Return the ``Fuente`` of a path; ``sistema`` is the expected kind, or "" if unknown.

    ``carpeta`` is the folder, or ZIP, of the files that go with it. Raises ``MudanzaError`` if
    the path holds another kind or cannot be read.
    """
    archivo = Path(archivo)
    found = recognize(archivo)
    if sistema and sistema != found:
        raise MudanzaError(
            _("«%(nombre)s» no es de «%(dicho)s»: parece de «%(hallado)s».")
            % {
                "nombre": archivo.name,
                "dicho": Sistema(sistema).label,
                "hallado": Sistema(found).label,
            }
        )
    return _READERS[found](archivo, Path(carpeta) if carpeta else None)


def recognize(place):
    """Return the ``Sistema`` of a path; raise ``MudanzaError`` if it is something else."""
    if place.is_dir():
        if any(
            name.lower().endswith(_PAGES) for _at, _in, names in os.walk(place) for name in names
        ):
            return Sistema.CARPETA
        raise MudanzaError(_("En la carpeta no hay páginas guardadas (.html)."))
    if not place.is_file():
        raise MudanzaError(_("«%(nombre)s» no existe.") % {"nombre": place.name})
    if names := _names_in_zip(place):
        if any(name.lower().endswith(_PAGES) for name in names):
            return Sistema.CARPETA
        if len(names) > 1:
            raise MudanzaError(
                _("El ZIP no trae páginas (.html), ni un volcado o una exportación solos.")
            )
    try:
        with open_stream(place) as file:
            head = file.read(_HEAD)
    except CORTES as error:
        raise MudanzaError(_("El archivo está dañado: no se puede abrir.")) from error
    return _of_text(head)


def _of_text(head):
    if not head.strip():
        raise MudanzaError(_("El archivo está vacío."))
    if _WXR.search(head):
        return Sistema.WORDPRESS
    for start, reason in _OTHERS.items():
        if head.startswith(start):
            raise MudanzaError(str(reason))
    if head.startswith(_TAR[1], _TAR[0]):
        raise MudanzaError(f"{_('El archivo es un TAR.')} {_UNPACK}")
    if _SQL.search(b"\n" + head):
        return Sistema.JOOMLA
    if _PAGE.search(head):
        raise MudanzaError(
            _("El archivo es una sola página web: elija la carpeta donde se guardaron todas.")
        )
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        raise MudanzaError(_("El archivo es XML, pero no una exportación de WordPress."))
    raise MudanzaError(
        _(
            "No se entiende qué es el archivo. Se leen un volcado de Joomla (.sql), una "
            "exportación de WordPress (.xml) y una carpeta o ZIP de páginas guardadas."
        )
    )


def _names_in_zip(place):
    try:
        with ZipFile(place) as package:
            return [part.filename for part in package.infolist() if not part.is_dir()]
    except (BadZipFile, OSError, NotImplementedError):
        return []
