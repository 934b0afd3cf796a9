"""Spreadsheet format to import indicadores and their values, also for the equipo of an entidad."""

from dataclasses import dataclass
from itertools import chain

from django.utils.translation import gettext_lazy

from base.del_portal import section_model
from directorio.models import EntidadPage
from importacion.columnas import (
    LUGAR,
    VIGENCIA,
    Columna,
    ColumnaFecha,
    ColumnaNumero,
    ColumnaOpcion,
    ColumnaPeriodo,
    ColumnaReferencia,
    ColumnaSiNo,
)
from importacion.importador import Hoja, with_right
from importacion.lugares import ColumnaLugar, ImportadorConLugares
from importacion.models import Clave
from periodos.periodo import Periodicidad

from .estado import Sentido
from .models import IndicadorPage, Medida


@dataclass(frozen=True)
class ColumnaCifra(ColumnaNumero):
    """Column for a number, which may end with «%»."""

    def valor(self, texto, contexto):
        return super().valor(texto.removesuffix("%"), contexto)


def _entidades(contexto):
    """Return an iterable of (name or clave, page) of the entidades where the user may add pages."""
    here = EntidadPage.objects.descendant_of(contexto.site.root_page)
    own = with_right(contexto.user, "add", here.filter(locale=contexto.seccion.locale))
    pages = {page.pk: page for page in own.order_by("path").only("pk", "title", "path")}
    keys = Clave.objects.filter(importador="entidades", page__in=pages)
    return chain(
        ((page.title, page) for page in pages.values()),
        ((clave, pages[pk]) for clave, pk in keys.values_list("clave", "page")),
    )


def _medidas(contexto):
    medidas = Medida.objects.filter(locale=contexto.seccion.locale)
    return [(name, medida) for medida in medidas for name in (medida.nombre, medida.slug)]


_INDICADORES = Hoja(
    "Indicadores",
    ayuda="Una fila por indicador. Con valores nuevos de uno que ya existe, el día de los datos.",
    columnas=(
        ColumnaLugar(
            LUGAR,
            "Entidad",
            "De uno nuevo, el nombre o la clave de su entidad. Vacío si es de todo el portal.",
            candidatos=_entidades,
        ),
        Columna("title", "Nombre", "Como lo busca la gente.", "Agua entregada", True),
        Columna("resumen", "Resumen", "En una o dos frases.", "Cuánta agua llegó a la población."),
        Columna("que_mide", "Qué mide", "Qué se cuenta y qué no.", "Agua entregada, sin pipas."),
        Columna("unidad", "Unidad", "Como en %, litros, personas, CUP.", "hm³", True),
        ColumnaOpcion(
            "periodicidad",
            "Periodicidad",
            "Una de la lista.",
            "Mensual",
            True,
            elegibles=tuple(Periodicidad.choices),
        ),
        ColumnaOpcion(
            "sentido",
            "Cómo se lee",
            "Una de la lista.",
            "Más es mejor",
            True,
            elegibles=tuple(Sentido.choices),
        ),
        ColumnaReferencia(
            "medida",
            "Medida comparable",
            "Si la provincia lo compara entre municipios, una de la lista.",
            candidatos=_medidas,
        ),
        Columna(
            "fuente", "Fuente", "Quién tiene el dato y en qué informe está.", "Informe mensual"
        ),
        ColumnaFecha(
            "actualizado_el",
            "Datos actualizados el",
            "El día en que la fuente dio los últimos valores.",
            "24/11/2026",
        ),
        *VIGENCIA,
    ),
)

_VALORES = Hoja(
    "Valores",
    relacion="valores",
    llave="periodo",
    ayuda="Una fila por cada período. Los períodos que no escriba se quedan como están.",
    columnas=(
        ColumnaPeriodo(
            "periodo", "Período", "Como en 2026, 2026-T1, 2026-03 o marzo de 2026.", "2026-03", True
        ),
        ColumnaCifra("plan", "Plan", "Solo el número.", "20"),
        ColumnaCifra("real", "Real", "Solo el número; vacío si todavía no se sabe.", "18,5"),
        ColumnaSiNo("es_provisional", "Provisional", "Sí o no.", "no"),
        Columna("comentario", "Comentario", "Por qué, si hay que explicarlo."),
    ),
)


class IndicadoresImportador(ImportadorConLugares):
    nombre = "indicadores"
    titulo = gettext_lazy("Indicadores y sus valores")
    icono = "order"
    modelo = IndicadorPage
    seccion_modelo = section_model(IndicadorPage)
    hojas = (_INDICADORES, _VALORES)
    sin_lugar = gettext_lazy("Diga en «Entidad» de cuál es.")

    tipos_de_lugar = (seccion_modelo, EntidadPage)
