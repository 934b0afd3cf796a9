"""The reports of a portal, and the page of the section below which they stand."""

from django.apps import apps
from django.db.models import Exists, OuterRef

from base.fragmentos import fragment
from transparencia.propias import propias

_NUMERALS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def modelo(name):
    return apps.get_model("transparencia", name)


def orden_de(mandato):
    """Return the number that a mandate is: XIX comes after XVIII."""
    values = [_NUMERALS[letter] for letter in mandato]
    following = [*values[1:], 0]
    return sum(v if v >= after else -v for v, after in zip(values, following, strict=True))


def seccion(chrome):
    """Return the public page of planteamientos of a portal, or None."""
    pages = propias(modelo("PlanteamientosIndexPage").objects.all(), chrome)
    found = fragment(f"planteamientos-{chrome.inicio.pk}", lambda: list(pages[:1]))
    return found[0] if found else None


def informes_de(chrome):
    """Return the public reports of a portal that tell anything, the newest first."""
    every = propias(modelo("InformeDePlanteamientosPage").objects.all(), chrome)
    return dichos(every).order_by("-periodo", "-pk")


def dichos(informes):
    """Those that tell figures, their source and the day of the data."""
    cifras = modelo("CifraDePlanteamientos").objects.filter(page=OuterRef("pk"))
    return informes.filter(Exists(cifras), actualizado_el__isnull=False).exclude(fuente="")
