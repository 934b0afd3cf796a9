"""Indicadores as files (docs/datos-abiertos.md): one series, one comparison and the data set.

The names of the columns must not change: the programs of others read them.
"""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from base.del_portal import publicas_del_portal
from base.frame import Frame
from conjuntos.declaracion import FECHA, NUMERO, SI_NO, Campo, Conjunto
from directorio.queries import entidades_con, nombres_por_camino

from .models import IndicadorPage

_AT_ONCE = 200
# Fields of one series: columns of its CSV; in its JSON, of the series and of each value.
_TABLA = ("periodo", "desde", "hasta", "unidad", "plan", "real", "provisional", "comentario")
_SERIE = (
    *("id", "indicador", "que_mide", "portal", "unidad", "periodicidad", "sentido", "medida"),
    *("fuente", "responsable", "actualizado", "url", "valores"),
)
_VALORES = ("periodo", "desde", "hasta", "plan", "real", "provisional", "comentario")


class Indicadores(Conjunto):
    """Data set with one row for each value of each indicador, in the order of time."""

    clave = "indicadores"
    titulo = _("Resultados")
    descripcion = _(
        "Todos los indicadores del portal y de sus entidades: qué se planificó y qué se logró."
    )
    campos = (
        Campo("id", _("Identificador del indicador; no cambia"), de="translation_key"),
        Campo("indicador", _("Nombre del indicador"), de="title"),
        Campo("entidad", _("Entidad a la que pertenece; vacía si es del Gobierno")),
        Campo("que_mide", _("Qué se cuenta y qué no")),
        Campo("periodicidad", _("Cada cuánto: anual, trimestral o mensual")),
        Campo("sentido", _("Cómo se lee: mas, menos o neutro, según qué es mejor")),
        Campo(
            "medida",
            _("Identificador de lo que todos los municipios miden igual, si lo es"),
            de="medida.slug",
        ),
        Campo("periodo", _("«2026», «2026-T1» (un trimestre) o «2026-03»")),
        Campo("desde", _("Primer día del período"), FECHA, de="periodo.desde"),
        Campo("hasta", _("Último día del período"), FECHA, de="periodo.hasta"),
        Campo("unidad", _("Unidad del plan y del resultado")),
        Campo("plan", _("Lo que se planificó"), NUMERO),
        Campo("real", _("Lo que se logró"), NUMERO),
        Campo("provisional", _("Si el valor puede cambiar todavía"), SI_NO, de="es_provisional"),
        Campo("comentario", _("Por qué, en palabras de la entidad")),
        Campo("fuente", _("Quién tiene el dato y en qué informe está")),
        Campo(
            "actualizado",
            _("Día en que la fuente dio los últimos valores"),
            FECHA,
            de="actualizado_el",
        ),
        Campo("url", _("La página del indicador"), de="full_url"),
    )

    def items(self):
        return one_by_one(self._every.order_by("path"))

    @cached_property
    def _every(self):
        return publicas_del_portal(IndicadorPage.objects.all(), self.frame)

    @cached_property
    def _entidades(self):
        key = f"con-indicadores-propios-{self.frame.inicio.pk}"
        return nombres_por_camino(entidades_con(lambda: self._every, key))

    def get_entidad(self, item):
        page = item[-1]
        return self._entidades.get(page.path[: -page.steplen])

    def get_periodo(self, item):
        return str(item[0].periodo)


class IndicadoresDeLista(Indicadores):
    """The rows of a list, which has indicadores of the province's entidades too."""

    def __init__(self, entities, request):
        super().__init__(request)
        self._entidades = nombres_por_camino(entities)


class UnIndicador(Indicadores):
    """The rows of one indicador, for the downloads of its page."""

    def __init__(self, page, request):
        super().__init__(request)
        self.page, self.name = page, page.slug

    def items(self):
        return _valores(self.page)


def one_by_one(indicadores):
    """Yield the rows of the query set ``indicadores``: only of those with their source and day."""
    told = indicadores.filter(actualizado_el__isnull=False).exclude(fuente="")
    found = told.select_related("medida").prefetch_related("valores")
    for page in found.iterator(chunk_size=_AT_ONCE):
        yield from _valores(page)


def _valores(page):
    return [(punto, page) for punto in page.serie.puntos]


def serie_csv(serie, request):
    return UnIndicador(serie.page, request).as_csv(solo=_TABLA)


def serie_json(serie, request):
    page, serie = serie.page, UnIndicador(serie.page, request)
    said = next(serie.registros(solo=_SERIE)) | {
        "portal": Frame.for_request(request, page).titulo,
        "responsable": page.responsable,
        "valores": list(serie.registros(solo=_VALORES)),
    }
    return serie.as_json({name: said[name] for name in _SERIE})


class Comparados(Conjunto):
    """Rows of a comparison; a municipality without data has a row with empty values.

    It is not a published data set, so it has no ``clave`` and its fields have no description.
    """

    campos = (
        Campo("municipio", de="slug"),
        *map(Campo, ("periodo", "unidad", "plan", "real")),
        Campo("provisional", de="es_provisional"),
        *map(Campo, ("fuente", "actualizado", "url")),
    )

    def __init__(self, comparacion):
        super().__init__(comparacion.request)
        self.comparacion = comparacion
        period = str(comparacion.periodo or "")
        self.name = "-".join(filter(None, [comparacion.medida.slug, period]))

    def items(self):
        return self.comparacion.filas if self.comparacion.periodo else []

    def get_periodo(self, fila):
        return str(self.comparacion.periodo)

    def get_unidad(self, fila):
        return self.comparacion.medida.unidad


def comparacion_csv(comparacion):
    return Comparados(comparacion).as_csv()


def comparacion_json(comparacion):
    medida, comparados = comparacion.medida, Comparados(comparacion)
    of_each = ("municipio", "plan", "real", "provisional", "fuente", "actualizado", "url")
    data = {
        "medida": medida.slug,
        "nombre": medida.nombre,
        "unidad": medida.unidad,
        "periodicidad": medida.periodicidad,
        "periodo": str(comparacion.periodo) if comparacion.periodo else None,
        "municipios": list(comparados.registros(solo=of_each)),
    }
    return comparados.as_json(data)
