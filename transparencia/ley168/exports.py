"""The lists as files, and as one of the data sets of a portal (docs/datos-abiertos.md)."""

from django.utils.translation import gettext_lazy as _

from base.datos_abiertos import Campo, Conjunto, TipoDeCampo
from base.frame import Frame

from .listas import estados, hallados, listas

CAMPOS = (
    Campo("de", _("«gobierno» o «entidad»")),
    Campo("nombre", _("De quién es la lista")),
    Campo("entidad_id", _("Identificador de la entidad, el mismo que en el directorio")),
    Campo("obligacion", _("Identificador de la obligación")),
    Campo("obligacion_nombre", _("Qué hay que publicar")),
    Campo("base_legal", _("Norma que lo manda")),
    Campo(
        "estado",
        _("«publicado», «por-vencer», «vencido», «sin-publicar» o «no-corresponde», hoy"),
    ),
    Campo("desde", _("Publicado desde"), TipoDeCampo.FECHA),
    Campo("hasta", _("Vale hasta"), TipoDeCampo.FECHA),
    Campo("donde", _("Dirección donde está")),
    Campo("nota", _("Por qué no le corresponde, o por qué no está")),
    Campo("url", _("Página de la lista")),
)


def _ley168(request):
    """Yield every obligation of the Government of the portal and of its entities."""
    yield from records(estados(listas(Frame.for_request(request))), request)


LEY_168 = Conjunto(
    clave="ley-168",
    titulo=_("Lista de Ley 168"),
    descripcion=_(
        "Qué tienen que publicar el Gobierno y sus entidades sin que nadie lo pida, "
        "cómo está cada cosa hoy y dónde se lee."
    ),
    campos=CAMPOS,
    registros=_ley168,
)


def records(found, request):
    """Yield what a file tells of ``found``, some of ``listas.estados``."""
    frame = Frame.for_request(request)
    for (lista, *_rest), item in zip(found, hallados(found, request), strict=True):
        point, de = item["punto"], item["de"]
        yield {
            "de": "gobierno" if lista.es_del_gobierno else "entidad",
            "nombre": de.titulo,
            "entidad_id": lista.clave,
            "obligacion": point.deber.slug,
            "obligacion_nombre": point.deber.nombre,
            "base_legal": point.deber.base_legal,
            "estado": point.situacion.value,
            "desde": point.desde,
            "hasta": point.hasta,
            "donde": frame.absolute(point.destino.url) if point.destino else "",
            "nota": point.nota,
            "url": frame.absolute(de.url) if lista.ficha else "",
        }
