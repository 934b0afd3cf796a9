"""Planteamientos of the sample: quarterly figures and single planteamientos."""

import random
from datetime import timedelta

from django.utils.formats import date_format

from directorio.models import EntidadPage
from gobierno.models import (
    CifraDePlanteamientos,
    InformeDePlanteamientosPage,
    PlanteamientoPage,
    PlanteamientosIndexPage,
)
from home.contenido.filas import add_below, add_rows
from periodos.periodo import Periodo

from .contenido import belongs, read, vigencia
from .entidades import entidad_piece
from .fields import fill
from .publicacion import publish

PLANTEAMIENTOS_PIECE = "seccion-de-planteamientos"
# About one municipality in so many lacks the last quarter, for the province's report of it.
_LATE = 5
_GROWTH = 1.12  # from one quarter to the next
_AS_THEY_ARE = ("texto", "origen", "lugar", "estado", "respuesta")
# The last quarter of the previous mandate.
_BEFORE = Periodo(2022, 10, 3)


def load_planteamientos(load):
    """Add the pages that the portal of ``load`` never had; return how many."""
    index = PlanteamientosIndexPage.objects.descendant_of(load.home).first()
    if index is None:
        return 0
    data = read("planteamientos")
    return _Planteamientos(load, index, data).run()


class _Planteamientos:
    def __init__(self, load, index, data):
        self.load, self.index, self.data = load, index, data
        self.created = 0

    def run(self):
        self.add_informes()
        singles = [
            entry
            for entry in self.data["planteamiento"]
            if belongs(entry, self.load.portal) and _piece(entry) not in self.load.known
        ]
        for entry in singles:
            self.add_planteamiento(entry)
        if singles:
            self.show_them()
        return self.created

    def add(self, page, piece, rows=()):
        fill(page, vigencia(self.load.today))
        add_below(self.index, page)
        if rows:
            add_rows(page.cifras, rows)
        publish(page, self.load.portal, piece)
        self.created += 1

    def entity(self, entry):
        pk = self.load.page_ids.get(entidad_piece(entry.get("entidad", "")))
        return EntidadPage.objects.filter(pk=pk).first()

    # --- Figures -------------------------------------------------------------------------

    def add_informes(self):
        rng = random.Random(f"{self.load.portal.slug}-planteamientos")  # noqa: S311
        size = rng.uniform(0.6, 1.4)
        entries = [entry for entry in self.data["cifra"] if belongs(entry, self.load.portal)]
        solved = [entry["solucion"] * rng.uniform(0.7, 1.2) for entry in entries]
        is_late = not self.load.portal.es_provincial and rng.randrange(_LATE) == 0
        quarters = _quarters(self.load.today, self.data["trimestres"])
        for place, quarter in enumerate(quarters[:-1] if is_late else quarters):
            grown = size * _GROWTH**place
            rows = [
                row
                for entry, part in zip(entries, solved, strict=True)
                for row in self.rows(entry, grown, part + 0.02 * place)
            ]
            self.add_informe(quarter, self.data["mandato"], rows)
        rows = [row for entry in entries for row in self.rows(entry, 4 * size, 0.8)]
        self.add_informe(_BEFORE, self.data["mandato_anterior"], rows)

    def rows(self, entry, size, solved):
        """Yield a row for each origin; what is not solved is explained, planned or pending."""
        for origen in ("rendicion", "despacho"):
            total = round(entry[origen] * size)
            solucionados = round(total * min(solved, 0.95))
            rest = total - solucionados
            explicados, en_plan = rest // 3, rest // 4
            row = CifraDePlanteamientos(
                entidad=self.entity(entry),
                nombre=entry.get("nombre", ""),
                origen=origen,
                solucionados=solucionados,
                explicados=explicados,
                en_plan=en_plan,
                pendientes=rest - explicados - en_plan,
            )
            row.clean()  # takes the name of the entidad, as the form does
            if row.nombre and total:
                yield row

    def add_informe(self, quarter, mandate, rows):
        piece = f"planteamientos-{quarter}"
        if piece in self.load.known or not rows:
            return
        day = date_format(quarter.hasta, "DATE_FORMAT")
        page = InformeDePlanteamientosPage(
            title=f"Planteamientos de muestra al {day}",
            resumen=self.data["aviso"],
            mandato=mandate,
            periodo=str(quarter),
            fuente=self.data["fuente"],
            actualizado_el=min(quarter.hasta + timedelta(days=5), self.load.today),
        )
        self.add(page, piece, rows)

    # --- Single ones -----------------------------------------------------------------------

    def add_planteamiento(self, entry):
        page = PlanteamientoPage(
            title=entry["titulo"],
            resumen=self.data["aviso_de_uno"],
            mandato=self.data["mandato"],
            entidad=self.entity(entry),
            nombre=entry.get("nombre", ""),
            fecha=self.day(entry["hace"]),
            respondido_el=self.day(entry["respondido"]) if "respondido" in entry else None,
            consejo_id=self.load.page_ids.get(entry["consejo"]),
            **{name: entry.get(name, "") for name in _AS_THEY_ARE},
        )
        self.add(page, _piece(entry))

    def day(self, days):
        return self.load.today - timedelta(days=days)

    def show_them(self):
        """Let the portal show its planteamientos, and store in the mark that it did not before."""
        page = self.index
        page.refresh_from_db()
        if PLANTEAMIENTOS_PIECE in self.load.known or page.has_unpublished_changes:
            return
        filled = fill(page, {"muestra_planteamientos": True})
        publish(page, self.load.portal, PLANTEAMIENTOS_PIECE, campos=filled)


def _piece(entry):
    return f"planteamiento-{entry['clave']}"


def _quarters(today, count):
    """Return the last ``count`` quarters that ended before ``today``."""
    quarter, found = Periodo(today.year - count // 4 - 1, 1, 3), []
    while quarter.hasta < today:
        found.append(quarter)
        quarter = quarter.siguiente
    return found[-count:]
