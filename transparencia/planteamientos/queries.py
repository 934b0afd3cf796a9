"""The reports of a portal, its planteamientos, and the page of the section below which they are."""

from django.db.models import Exists, OuterRef

from base.nombres import con_nombre, por_clave
from base.publicas import publicas
from servidor.caches.fragments import fragment
from transparencia.models import (
    CifraDePlanteamientos,
    ConsejoPopularPage,
    InformeDePlanteamientosPage,
    PlanteamientoPage,
    PlanteamientosIndexPage,
)
from transparencia.queries import propias

_NUMERALS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def orden_de(mandato):
    """Return the number that a mandate is: XIX comes after XVIII."""
    values = [_NUMERALS[letter] for letter in mandato]
    following = [*values[1:], 0]
    return sum(v if v >= after else -v for v, after in zip(values, following, strict=True))


def seccion(frame):
    """Return the public page of planteamientos of a portal, or None."""

    def compute():
        return list(propias(PlanteamientosIndexPage.objects.all(), frame)[:1])

    found = fragment(f"planteamientos-{frame.inicio.pk}", compute)
    return found[0] if found else None


def informes_de(frame):
    """Return the public reports of a portal that tell anything, the newest first."""
    every = propias(InformeDePlanteamientosPage.objects.all(), frame)
    return dichos(every).order_by("-periodo", "-pk")


def dichos(informes):
    """Those that tell figures, their source and the day of the data."""
    cifras = CifraDePlanteamientos.objects.filter(page=OuterRef("pk"))
    return informes.filter(Exists(cifras), actualizado_el__isnull=False).exclude(fuente="")


def planteamientos_de(frame):
    """Return those that a portal shows, the newest first."""
    return propias(PlanteamientoPage.objects.all(), frame).order_by("-fecha", "-pk")


def consejos_publicos():
    return con_nombre(publicas(ConsejoPopularPage.objects.all()))


def consejo_de(page):
    """Return the public consejo of a planteamiento, in the language of ``page`` where it is there.

    None where it names none, or one that is not public.
    """
    if not page.consejo_id:
        return None
    found = por_clave(consejos_publicos(), [page.consejo_id], page.locale.language_code)
    return found.get(page.consejo_id)
