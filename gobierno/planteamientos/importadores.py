"""Spreadsheet formats to import informes with their figures, and single planteamientos."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from base.del_portal import hermanas
from directorio.importadores import entidades_por_nombre
from gobierno.models import (
    ConsejoPopularPage,
    InformeDePlanteamientosPage,
    PlanteamientoPage,
    PlanteamientosIndexPage,
)
from importacion.columnas import (
    VIGENCIA,
    Columna,
    ColumnaFecha,
    ColumnaNumero,
    ColumnaOpcion,
    ColumnaPeriodo,
    ColumnaReferencia,
)
from importacion.importador import CLAVE, Hoja, Importador

from .estados import EstadoDePlanteamiento, Origen
from .rules import faltan, menos, pide_agregarla


@dataclass(frozen=True)
class ColumnaOtraEntidad(Columna):
    """Name of an entidad that the column before cannot name; only one of both has a value."""

    def texto(self, objeto, contexto):
        is_named = objeto.entidad_id in contexto.nombres(entidades_por_nombre)
        return "" if is_named else super().texto(objeto, contexto)


_ENTIDAD = (
    ColumnaReferencia(
        "entidad",
        "Entidad",
        "El nombre de una entidad de su portal o de la provincia.",
        candidatos=entidades_por_nombre,
        si_falta=gettext_lazy("Si no está en el directorio, escríbala en «Otra entidad»."),
    ),
    ColumnaOtraEntidad("nombre", "Otra entidad", "El nombre de una que no está en el directorio."),
)


@dataclass(frozen=True)
class ColumnaCuenta(ColumnaNumero):
    """Column for a count; an empty cell means zero."""

    @property
    def vacio(self):
        return "0"


_INFORMES = Hoja(
    "Informes",
    ayuda="Una fila por cada trimestre.",
    columnas=(
        Columna("title", "Nombre", "", "Planteamientos al cierre de septiembre de 2026", True),
        Columna("mandato", "Mandato", "En números romanos.", "XVIII", True),
        ColumnaPeriodo("periodo", "Trimestre", "El que se cierra.", "2026-T3", True),
        Columna(
            "fuente", "Fuente", "Quién tiene el dato y en qué informe está.", "Informe trimestral"
        ),
        ColumnaFecha(
            "actualizado_el",
            "Datos actualizados el",
            "El día en que la fuente dio las cifras.",
            "05/10/2026",
        ),
        Columna("resumen", "Resumen", "Puede quedar vacío: se escribe solo."),
        *VIGENCIA,
    ),
)

_CIFRAS = Hoja(
    "Cifras",
    relacion="cifras",
    ayuda="Una fila por cada entidad y origen, con todo lo del mandato hasta ese trimestre.",
    columnas=(
        *_ENTIDAD,
        ColumnaOpcion(
            "origen",
            "Origen",
            "Uno de la lista.",
            "Rendición de cuenta",
            True,
            elegibles=tuple(Origen.choices),
        ),
        ColumnaCuenta("solucionados", "Solucionados", "Solo el número.", "20"),
        ColumnaCuenta("explicados", "Explicada la causa", "Solo el número.", "6"),
        ColumnaCuenta("en_plan", "En el plan", "Solo el número.", "4"),
        ColumnaCuenta("pendientes", "Pendientes", "Solo el número.", "3"),
        Columna("nota", "Nota", "Si son menos que en el informe anterior, por qué."),
    ),
)


class InformesDePlanteamientosImportador(Importador):
    nombre = "informes-de-planteamientos"
    titulo = gettext_lazy("Planteamientos: cifras de cada trimestre")
    icono = "order"
    modelo = InformeDePlanteamientosPage
    seccion_modelo = PlanteamientosIndexPage
    hojas = (_INFORMES, _CIFRAS)

    def contradicciones(self, pages, pending, contexto):
        """Yield errors in the informes of a file: repeated quarters, lower totals without note."""
        for (other, before), (clave, page) in _successive(pages, contexto):
            if page.periodo == before.periodo:
                message = _("Ese trimestre está también en «%(informe)s».")
                yield clave, "periodo", message % {"informe": before.title}
                yield other, "periodo", message % {"informe": page.title}
                continue
            for _before, row in menos(before.cifras.all(), page.cifras.all()):
                message = _(
                    "«%(entidad)s» tiene menos que en «%(informe)s»: diga por qué en la nota."
                )
                message %= {"entidad": row.nombre, "informe": before.title}
                yield clave, CLAVE.campo, message

    def por_completar(self, pages, contexto):
        """Yield a message for each row that an informe lacks and the one before it has."""
        for (_other, before), (clave, page) in _successive(pages, contexto):
            for row in faltan(before.cifras.all(), page.cifras.all()):
                yield clave, pide_agregarla(row)


def _successive(pages, contexto):
    """Yield pairs of (clave, informe) of the file that follow each other in the same mandato.

    Not where the portal has an informe between the two: the form compares each of them with that.
    """
    by_mandate = defaultdict(list)
    for clave, page in pages.items():
        by_mandate[page.mandato].append((page.periodo, clave, page))
    others = hermanas(InformeDePlanteamientosPage(), contexto.seccion)
    others = others.exclude(pk__in=contexto.del_mismo_archivo)
    for mandato, periodo in others.values_list("mandato", "periodo"):
        by_mandate[mandato].append((periodo, "", None))
    for of_mandate in by_mandate.values():
        for (_before, *one), (_after, *two) in pairwise(sorted(of_mandate, key=itemgetter(0))):
            if all(one) and all(two):
                yield one, two


def _consejos(contexto):
    here = ConsejoPopularPage.objects.descendant_of(contexto.site.root_page)
    return [(page.title, page) for page in here.filter(locale=contexto.seccion.locale)]


_PLANTEAMIENTOS = Hoja(
    "Planteamientos",
    ayuda="Una fila por cada uno. Sin nombres de personas, carnés de identidad ni teléfonos.",
    columnas=(
        Columna("title", "Nombre", "De qué trata, en pocas palabras.", "Salidero en Calle 4", True),
        Columna("texto", "Qué se planteó", "", "Hay un salidero en Calle 4 e/ A y B.", True),
        ColumnaOpcion(
            "origen",
            "Origen",
            "Uno de la lista.",
            "Despacho",
            True,
            elegibles=tuple(Origen.choices),
        ),
        ColumnaFecha("fecha", "Se planteó el", "", "24/09/2026", True),
        Columna("mandato", "Mandato", "En números romanos.", "XVIII", True),
        ColumnaReferencia(
            "consejo",
            "Consejo popular",
            "El nombre de uno de su portal.",
            candidatos=_consejos,
        ),
        Columna("lugar", "Lugar", "Circunscripción, reparto o calle.", "Circunscripción 12"),
        *_ENTIDAD,
        ColumnaOpcion(
            "estado",
            "Estado",
            "Uno de la lista; vacío, «Pendiente».",
            "Pendiente",
            elegibles=tuple(EstadoDePlanteamiento.choices),
        ),
        Columna("respuesta", "Qué se respondió"),
        ColumnaFecha("respondido_el", "Se respondió el", "", ""),
        Columna("resumen", "Resumen", "Puede quedar vacío: se escribe solo."),
        *VIGENCIA,
    ),
)


class PlanteamientosImportador(Importador):
    nombre = "planteamientos"
    titulo = gettext_lazy("Planteamientos, uno a uno")
    icono = "openquote"
    modelo = PlanteamientoPage
    seccion_modelo = PlanteamientosIndexPage
    hojas = (_PLANTEAMIENTOS,)
