"""Indicators as files (docs/datos-abiertos.md): one series, one comparison, and all as a data set.

The names of the columns are a promise to whoever reads the files by program.
"""

from django.utils.translation import gettext_lazy as _

from base.datos_abiertos import Campo, Conjunto, TipoDeCampo
from base.descargas import csv_file, json_file
from base.frame import Frame
from transparencia.exports import as_number
from transparencia.models import IndicadorPage
from transparencia.queries import entidades_de, nombres_por_camino, propias

FECHA, NUMERO = TipoDeCampo.FECHA, TipoDeCampo.NUMERO
_AT_ONCE = 200

DE_LA_SERIE = ["periodo", "desde", "hasta", "unidad", "plan", "real", "provisional", "comentario"]
DE_LA_COMPARACION = [
    *("municipio", "periodo", "unidad", "plan", "real", "provisional"),
    *("fuente", "actualizado", "url"),
]
CAMPOS = (
    Campo("id", _("Identificador del indicador; no cambia")),
    Campo("indicador", _("Nombre del indicador")),
    Campo("entidad", _("Entidad a la que pertenece; vacía si es del Gobierno")),
    Campo("que_mide", _("Qué se cuenta y qué no")),
    Campo("periodicidad", _("Cada cuánto: anual, trimestral o mensual")),
    Campo("sentido", _("Cómo se lee: mas, menos o neutro, según qué es mejor")),
    Campo("medida", _("Identificador de lo que todos los municipios miden igual, si lo es")),
    Campo("periodo", _("«2026», «2026-T1» (un trimestre) o «2026-03»")),
    Campo("desde", _("Primer día del período"), FECHA),
    Campo("hasta", _("Último día del período"), FECHA),
    Campo("unidad", _("Unidad del plan y del resultado")),
    Campo("plan", _("Lo que se planificó"), NUMERO),
    Campo("real", _("Lo que se logró"), NUMERO),
    Campo("provisional", _("Si el valor puede cambiar todavía"), TipoDeCampo.SI_NO),
    Campo("comentario", _("Por qué, en palabras de la entidad")),
    Campo("fuente", _("Quién tiene el dato y en qué informe está")),
    Campo("actualizado", _("Día en que la fuente dio los últimos valores"), FECHA),
    Campo("url", _("La página del indicador")),
)


def _indicadores(request):
    frame = Frame.for_request(request)
    every = propias(IndicadorPage.objects.all(), frame)
    told = every.filter(actualizado_el__isnull=False).exclude(fuente="")
    names = nombres_por_camino(entidades_de(every, f"con-indicadores-propios-{frame.inicio.pk}"))
    found = told.select_related("medida").prefetch_related("valores").order_by("path")
    for page in found.iterator(chunk_size=_AT_ONCE):
        said = {
            "id": str(page.translation_key),
            "indicador": page.title,
            "entidad": names.get(page.path[: -page.steplen]),
            "que_mide": page.que_mide,
            "periodicidad": page.periodicidad,
            "sentido": page.sentido,
            "medida": page.medida.slug if page.medida else None,
            "fuente": page.fuente,
            "actualizado": page.actualizado_el,
            "url": page.get_full_url(request),
        }
        for record in _de_la_serie(page.serie):
            yield said | record


INDICADORES = Conjunto(
    "indicadores",
    _("Resultados"),
    _("Todos los indicadores del portal y de sus entidades: qué se planificó y qué se logró."),
    CAMPOS,
    _indicadores,
)


def serie_csv(serie):
    return csv_file(DE_LA_SERIE, _de_la_serie(serie), serie.page.slug)


def serie_json(serie, request):
    page = serie.page
    data = {
        "id": str(page.translation_key),
        "indicador": page.title,
        "que_mide": page.que_mide,
        "portal": Frame.for_request(request, page).titulo,
        "unidad": page.unidad,
        "periodicidad": page.periodicidad,
        "sentido": page.sentido,
        "medida": page.medida.slug if page.medida else None,
        "fuente": page.fuente,
        "responsable": page.responsable,
        "actualizado": page.actualizado_el,
        "url": page.get_full_url(request),
        "valores": _without(_de_la_serie(serie), "unidad"),
    }
    return json_file(data, page.slug)


def _de_la_serie(serie):
    for punto in serie.puntos:
        yield {
            "periodo": str(punto.periodo),
            "desde": punto.periodo.desde,
            "hasta": punto.periodo.hasta,
            "unidad": serie.page.unidad,
            "plan": as_number(punto.plan),
            "real": as_number(punto.real),
            "provisional": punto.es_provisional,
            "comentario": punto.comentario,
        }


def comparacion_csv(comparacion):
    records = _de_la_comparacion(comparacion)
    return csv_file(DE_LA_COMPARACION, records, _name(comparacion))


def comparacion_json(comparacion):
    medida = comparacion.medida
    data = {
        "medida": medida.slug,
        "nombre": medida.nombre,
        "unidad": medida.unidad,
        "periodicidad": medida.periodicidad,
        "periodo": str(comparacion.periodo) if comparacion.periodo else None,
        "municipios": _without(_de_la_comparacion(comparacion), "periodo", "unidad"),
    }
    return json_file(data, _name(comparacion))


def _de_la_comparacion(comparacion):
    """Those of every municipality; who tells nothing is there with empty values."""
    for fila in comparacion.filas if comparacion.periodo else []:
        yield {
            "municipio": fila.slug,
            "periodo": str(comparacion.periodo),
            "unidad": comparacion.medida.unidad,
            "plan": as_number(fila.plan),
            "real": as_number(fila.real),
            "provisional": fila.es_provisional,
            "fuente": fila.fuente,
            "actualizado": fila.actualizado,
            "url": fila.url,
        }


def _name(comparacion):
    return "-".join(filter(None, [comparacion.medida.slug, str(comparacion.periodo or "")]))


def _without(records, *names):
    """What is the same in all ``records`` is said once, above them."""
    return [{key: record[key] for key in record if key not in names} for record in records]
