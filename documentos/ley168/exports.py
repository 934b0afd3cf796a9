"""The lists of Ley 168 as downloads and as an open data set (docs/datos-abiertos.md)."""

from django.utils.translation import gettext_lazy as _

from conjuntos.declaracion import FECHA, Campo, Conjunto

from .listas import estados, hallados, listas


class Ley168(Conjunto):
    """Data set with one row for each obligación of the Government and of each entidad."""

    clave = "ley-168"
    titulo = _("Lista de la Ley 168")
    descripcion = _(
        "Qué tienen que publicar el Gobierno y sus entidades sin que nadie lo pida, "
        "cómo está cada cosa hoy y dónde se lee."
    )
    campos = (
        Campo("de", _("«gobierno» o «entidad»")),
        Campo("nombre", _("De quién es la lista"), de="titulo"),
        Campo(
            "entidad_id",
            _("Identificador de la entidad, el mismo que en el directorio"),
            de="clave",
        ),
        Campo("obligacion", _("Identificador de la obligación"), de="deber.slug"),
        Campo("obligacion_nombre", _("Qué hay que publicar"), de="deber.nombre"),
        Campo("base_legal", _("Norma que lo manda"), de="deber.base_legal"),
        Campo(
            "estado",
            _("«publicado», «por-vencer», «vencido», «sin-publicar» o «no-corresponde», hoy"),
            de="situacion",
        ),
        Campo("desde", _("Publicado desde"), FECHA),
        Campo("hasta", _("Vale hasta"), FECHA),
        Campo("donde", _("Dirección donde está")),
        Campo("nota", _("Por qué no le corresponde, o por qué no está")),
        Campo("url", _("Página de la lista")),
    )

    def items(self):
        return hallados_de(estados(listas(self.frame)), self.request)

    def get_de(self, item):
        return "gobierno" if item[-1].es_del_gobierno else "entidad"

    def get_donde(self, item):
        destino = item[0].destino
        return self.frame.absolute(destino.url) if destino else ""

    def get_url(self, item):
        _punto, link, lista = item
        return self.frame.absolute(link.url) if lista.ficha else ""


def hallados_de(found, request):
    """Yield (Punto, Link, ListaDeObligaciones) for each of ``found``, elements of ``estados()``."""
    for (lista, *_rest), item in zip(found, hallados(found, request), strict=True):
        yield item["punto"], item["de"], lista
