"""Helpers that create planteamientos and their reports as editors do."""

from datetime import date

from gobierno.models import (
    CifraDePlanteamientos,
    InformeDePlanteamientosPage,
    PlanteamientoPage,
    PlanteamientosIndexPage,
)
from periodos.periodo import Periodo
from tests.factories import add_page, publish

PATH = "/transparencia/planteamientos/"
COUNTS = ("solucionados", "explicados", "en_plan", "pendientes")


def seccion(portal):
    return PlanteamientosIndexPage.objects.descendant_of(portal.home).get()


def muestra(portal, shows=True):
    """Set whether the portal shows its planteamientos one by one."""
    section = seccion(portal)
    section.muestra_planteamientos = shows
    publish(section)


def make_informe(portal, periodo, *cifras, mandato="XVIII", **fields):
    """Return the report of a quarter.

    ``cifras`` are (entidad or its name, origen, counts in the order of ``COUNTS``), with an
    optional note at the end.
    """
    fields.setdefault("title", f"Al cierre del {Periodo.parse(periodo).nombre} ({mandato})")
    fields.setdefault("fuente", "Informe de la asamblea")
    fields.setdefault("actualizado_el", date(2026, 11, 2))

    def fill(page):
        for who, origen, counts, *nota in cifras:
            named = {"nombre": who} if isinstance(who, str) else {"entidad": who}
            row = CifraDePlanteamientos(
                origen=origen, nota="".join(nota), **named, **dict(zip(COUNTS, counts, strict=True))
            )
            row.clean()  # as the form does
            page.cifras.add(row)

    page = add_page(
        InformeDePlanteamientosPage,
        seccion(portal),
        periodo=periodo,
        mandato=mandato,
        fill=fill,
        **fields,
    )
    return InformeDePlanteamientosPage.objects.get(pk=page.pk)


def make_planteamiento(portal, title, **fields):
    """Return a planteamiento, published unless ``live=False``."""
    fields.setdefault("texto", f"Texto de {title}")
    fields.setdefault("fecha", date(2026, 9, 24))
    fields.setdefault("mandato", "XVIII")
    if entidad := fields.get("entidad"):
        fields["nombre"] = entidad.title
    page = add_page(PlanteamientoPage, seccion(portal), title=title, **fields)
    return PlanteamientoPage.objects.get(pk=page.pk)
