"""Data files with texts for every portal; names in braces are replaced by facts of the portal."""

import tomllib
from pathlib import Path

from django.utils.formats import number_format

from atencion import plazos

_FOLDER = Path(__file__).parent


def read(name, folder=_FOLDER):
    """Return the content of the file ``<name>.toml`` in ``folder``."""
    return tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))


def facts(portal):
    """Return {name in braces: text} with the facts of a portal."""
    el_territorio = "la provincia" if portal.es_provincial else "el municipio"
    known = {
        "nombre": portal.nombre,
        "slug": portal.slug,
        "sede": portal.sede,
        "el_territorio": el_territorio,
        "El_territorio": el_territorio.capitalize(),
        "del_territorio": "de la provincia" if portal.es_provincial else "del municipio",
    }
    if portal.poblacion and portal.poblacion_anio:
        known["poblacion"] = grouped(portal.poblacion)
        known["poblacion_anio"] = str(portal.poblacion_anio)
    return known


def promises():
    """Return {name: text} with the installation's terms for cases and for keeping personal data."""
    return {
        "plazo_queja": plazos.de_respuesta("queja").en_palabras,
        "plazo_informacion": plazos.de_respuesta("informacion").en_palabras,
        "conservacion": plazos.conservacion_de_casos(),
        "consultas": plazos.conservacion_de_consultas(),
        "opiniones": plazos.conservacion_de_opiniones(),
    }


def grouped(number):
    return number_format(number, use_l10n=True, force_grouping=True)


def worded(value, words):
    """Return ``value`` with the names in braces replaced, in nested lists and dicts too."""
    if isinstance(value, str):
        return value.format(**words)
    if isinstance(value, list):
        return [worded(item, words) for item in value]
    if isinstance(value, dict):
        return {name: worded(item, words) for name, item in value.items()}
    return value


def belongs(entry, portal):
    """Return whether an entry of the data is for portals of the same kind as ``portal``."""
    return entry.get("para", portal.tipo) == portal.tipo
