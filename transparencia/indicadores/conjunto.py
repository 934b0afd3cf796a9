"""The indicators of a portal as open data: one line for each value of each series."""

from django.utils.translation import gettext_lazy as _

from base.chrome import Chrome
from base.datos_abiertos import Campo, Conjunto, TipoDeCampo
from transparencia.models.indicador import IndicadorPage
from transparencia.propias import entidades_de, propias

from .serie import SerieDeValores
from .vistas import records

FECHA, NUMERO = TipoDeCampo.FECHA, TipoDeCampo.NUMERO
_AT_ONCE = 200

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


def registros(request):
    chrome = Chrome.for_request(request)
    every = propias(IndicadorPage.objects.all(), chrome)
    told = every.filter(actualizado_el__isnull=False).exclude(fuente="")
    rows = entidades_de(every, f"con-indicadores-propios-{chrome.inicio.pk}")
    names = {path: name for _pk, name, paths in rows for path in paths}
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
        for record in records(SerieDeValores(page)):
            yield said | record


INDICADORES = Conjunto(
    "indicadores",
    _("Resultados"),
    _("Todos los indicadores del portal y de sus entidades: qué se planificó y qué se logró."),
    CAMPOS,
    registros,
)
