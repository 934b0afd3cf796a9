"""Validation of coordinates: whether they can be a place in Cuba."""

from django.utils.translation import gettext_lazy as _

# A box around the archipelago and its keys, with a small margin; a point at sea is not detected.
_LATITUD = (19.7, 23.4)
_LONGITUD = (-85.1, -74.0)


def _inside(latitud, longitud):
    return _LATITUD[0] <= latitud <= _LATITUD[1] and _LONGITUD[0] <= longitud <= _LONGITUD[1]


def check_coordenadas(latitud, longitud):
    """Return {field: error} for the pair; empty if it is valid or both are None."""
    if latitud is None and longitud is None:
        return {}
    if latitud is None or longitud is None:
        missing = "latitud" if latitud is None else "longitud"
        return {missing: _("Escriba las dos coordenadas, o ninguna.")}
    if _inside(latitud, longitud):
        return {}
    if _inside(longitud, latitud):
        return {"latitud": _("La latitud y la longitud están cambiadas de lugar.")}
    if _inside(latitud, -longitud):
        return {"longitud": _("Falta el signo menos: en Cuba la longitud es negativa.")}
    return {"latitud": _("Ese punto no está en Cuba: revise los números.")}
