"""The documents of a portal as open data, the newest first."""

from django.utils.translation import gettext_lazy as _

from base.datos_abiertos import Campo, Conjunto, TipoDeCampo
from base.documentos import withdrawn
from base.frame import Frame
from transparencia.queries import nombres_por_camino

from .queries import documentos_de, entidades_con_documentos

FECHA = TipoDeCampo.FECHA
_AT_ONCE = 500

CAMPOS = (
    Campo("id", _("Identificador del documento; no cambia")),
    Campo("titulo", _("Título")),
    Campo(
        "tipo",
        _("informe, rendicion, presupuesto, acuerdo, resolucion, plan o convocatoria"),
    ),
    Campo("numero", _("Número")),
    Campo("fecha", _("Fecha del documento"), FECHA),
    Campo("emisor", _("Quién lo emite")),
    Campo("entidad", _("Entidad que lo publica; vacía si es el Gobierno")),
    Campo("periodo", _("Período del que trata, con palabras")),
    Campo("resumen", _("Qué dice, en una o dos oraciones")),
    Campo("archivo", _("Dirección del archivo; vacía si no tiene o se retiró")),
    Campo("formato", _("Formato del archivo")),
    Campo("bytes", _("Tamaño del archivo"), TipoDeCampo.NUMERO),
    Campo("retirado_el", _("Día en que se retiró; vacío si vale"), FECHA),
    Campo("motivo_de_retiro", _("Por qué se retiró")),
    Campo("actualizado", _("Cuándo se publicó por última vez"), TipoDeCampo.MOMENTO),
    Campo("url", _("Su página")),
)


def _documentos(request):
    frame = Frame.for_request(request)
    every = documentos_de(request)
    names = nombres_por_camino(entidades_con_documentos(every, frame))
    gone = withdrawn()
    for page in every.iterator(chunk_size=_AT_ONCE):
        archivo = page.archivo_vigente
        # Another page may have withdrawn the same file.
        archivo = None if archivo is None or archivo.pk in gone else archivo
        yield {
            "id": str(page.translation_key),
            "titulo": page.title,
            "tipo": page.tipo,
            "numero": page.numero,
            "fecha": page.fecha,
            "emisor": page.emisor,
            "entidad": names.get(page.path[: -page.steplen]),
            "periodo": page.periodo,
            "resumen": page.resumen,
            "archivo": archivo and frame.absolute(archivo.url),
            "formato": archivo and archivo.file_extension,
            "bytes": archivo and archivo.file_size,
            "retirado_el": page.retirado_el,
            "motivo_de_retiro": page.motivo_de_retiro,
            "actualizado": page.last_published_at,
            "url": page.get_full_url(request),
        }


DOCUMENTOS = Conjunto(
    "documentos",
    _("Documentos"),
    _("Informes, presupuestos, planes y rendiciones de cuenta del Gobierno y de sus entidades."),
    CAMPOS,
    _documentos,
)
