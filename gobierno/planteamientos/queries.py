"""Queries of the informes and planteamientos of a portal, and of their section."""

from django.db.models import Exists, OuterRef

from base.del_portal import publicas_del_portal
from base.nombres import con_nombre, por_clave
from base.publicas import publicas
from gobierno.models import (
    CifraDePlanteamientos,
    ConsejoPopularPage,
    InformeDePlanteamientosPage,
    PlanteamientoPage,
    PlanteamientosIndexPage,
)
from servidor.caches.fragments import fragment

_NUMERALS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def orden_de(mandato):
    """Return the value of a Roman numeral, to sort mandatos: XIX comes after XVIII."""
    values = [_NUMERALS[letter] for letter in mandato]
    following = [*values[1:], 0]
    return sum(v if v >= after else -v for v, after in zip(values, following, strict=True))


def seccion(frame):
    """Return the public section of planteamientos of a portal, or None."""

    def compute():
        return list(publicas_del_portal(PlanteamientosIndexPage.objects.all(), frame)[:1])

    found = fragment(f"planteamientos-{frame.inicio.pk}", compute)
    return found[0] if found else None


def informes_de(frame):
    """Return the public informes of a portal that have data, the newest first."""
    every = publicas_del_portal(InformeDePlanteamientosPage.objects.all(), frame)
    return dichos(every).order_by("-periodo", "-pk")


def dichos(informes):
    """Return the ``informes`` that have figures, their source and the day of the data."""
    cifras = CifraDePlanteamientos.objects.filter(page=OuterRef("pk"))
    return informes.filter(Exists(cifras), actualizado_el__isnull=False).exclude(fuente="")


def planteamientos_de(frame):
    """Return the planteamientos that a portal shows, the newest first."""
    return publicas_del_portal(PlanteamientoPage.objects.all(), frame).order_by("-fecha", "-pk")


def consejos_publicos():
    return con_nombre(publicas(ConsejoPopularPage.objects.all()))


def consejo_de(page):
    """Return the public consejo of the planteamiento ``page``, in its language if translated.

    None if it has no consejo, or the consejo is not public.
    """
    if not page.consejo_id:
        return None
    found = por_clave(consejos_publicos(), [page.consejo_id], page.locale.language_code)
    return found.get(page.consejo_id)
