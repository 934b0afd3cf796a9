"""Open data set of the documentos of a portal, the newest first."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from conjuntos.declaracion import FECHA, MOMENTO, NUMERO, Campo, Conjunto
from directorio.queries import nombres_por_camino

from .queries import con_archivos_vigentes, documentos_de, entidades_con_documentos

_AT_ONCE = 500


class Documentos(Conjunto):
    clave = "documentos"
    titulo = _("Documentos")
    descripcion = _(
        "Informes, presupuestos, planes y rendiciones de cuenta del Gobierno y de sus entidades."
    )
    campos = (
        Campo("id", _("Identificador del documento; no cambia"), de="translation_key"),
        Campo("titulo", _("Título"), de="title"),
        Campo(
            "tipo", _("informe, rendicion, presupuesto, acuerdo, resolucion, plan o convocatoria")
        ),
        Campo("numero", _("Número")),
        Campo("fecha", _("Fecha del documento"), FECHA),
        Campo("emisor", _("Quién lo emite")),
        Campo("entidad", _("Entidad que lo publica; vacía si es el Gobierno")),
        Campo("periodo", _("Período del que trata, con palabras")),
        Campo("resumen", _("Qué dice, en una o dos oraciones")),
        Campo("archivo", _("Dirección del archivo; vacía si no tiene o se retiró")),
        Campo("formato", _("Formato del archivo"), de="archivo_vigente.file_extension"),
        Campo("bytes", _("Tamaño del archivo"), NUMERO, de="archivo_vigente.file_size"),
        Campo("retirado_el", _("Día en que se retiró; vacío si vale"), FECHA),
        Campo("motivo_de_retiro", _("Por qué se retiró")),
        Campo(
            "actualizado", _("Cuándo se publicó por última vez"), MOMENTO, de="last_published_at"
        ),
        Campo("url", _("Su página"), de="full_url"),
    )

    def items(self):
        return con_archivos_vigentes(self._every.iterator(chunk_size=_AT_ONCE))

    @cached_property
    def _every(self):
        return documentos_de(self.request)

    @cached_property
    def _entidades(self):
        return nombres_por_camino(entidades_con_documentos(self.request))

    def get_entidad(self, page):
        return self._entidades.get(page.path[: -page.steplen])

    def get_archivo(self, page):
        return page.archivo_vigente and self.frame.absolute(page.archivo_vigente.url)
