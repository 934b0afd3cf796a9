"""The norms that a portal shows, its own and those of the province, as open data."""

from django.utils.translation import gettext_lazy as _

from base.datos_abiertos import Campo, Conjunto, TipoDeCampo
from base.documentos import withdrawn
from base.frame import Frame

from .queries import is_shared, normas_de, url_of

FECHA = TipoDeCampo.FECHA
_AT_ONCE = 500

CAMPOS = (
    Campo("id", _("Identificador de la norma; no cambia, y es el mismo en todos los portales")),
    Campo("titulo", _("Título")),
    Campo(
        "tipo",
        _("constitucion, ley, decreto_ley, decreto, resolucion, acuerdo o instruccion"),
    ),
    Campo("numero", _("Número")),
    Campo("fecha", _("Fecha"), FECHA),
    Campo("emisor", _("Quién la dictó")),
    Campo("gaceta", _("Número y fecha de la Gaceta Oficial")),
    Campo("entra_en_vigor", _("Día en que entra en vigor"), FECHA),
    Campo("estado", _("vigente, modificada o derogada")),
    Campo("derogada_por", _("Título de la norma que la derogó, si el portal la tiene")),
    Campo("modificada_por", _("Títulos de las normas que la modificaron"), TipoDeCampo.LISTA),
    Campo("resumen", _("Qué dispone, en una o dos oraciones")),
    Campo("enlace", _("Dirección del texto oficial")),
    Campo("archivo", _("Dirección del archivo en el portal")),
    Campo("de_la_provincia", _("Si la publicó la provincia"), TipoDeCampo.SI_NO),
    Campo("actualizado", _("Cuándo se publicó por última vez"), TipoDeCampo.MOMENTO),
    Campo("url", _("Su página en este portal")),
)


def _normas(request):
    frame = Frame.for_request(request)
    every = normas_de(request)
    # Of relations, a portal tells those among the norms that it shows.
    titles = dict(every.order_by().values_list("translation_key", "title"))
    found = every.select_related("archivo", "derogada_por").prefetch_related(
        "modificaciones__norma"
    )
    gone = withdrawn()
    for page in found.order_by("-fecha", "-pk").iterator(chunk_size=_AT_ONCE):
        changed = [row.norma for row in page.modificaciones.all() if row.norma]
        has_file = page.archivo is not None and page.archivo.pk not in gone
        yield {
            "id": str(page.translation_key),
            "titulo": page.title,
            "tipo": page.tipo,
            "numero": page.numero,
            "fecha": page.fecha,
            "emisor": page.emisor,
            "gaceta": page.gaceta,
            "entra_en_vigor": page.entra_en_vigor,
            "estado": page.estado,
            "derogada_por": page.derogada_por and titles.get(page.derogada_por.translation_key),
            "modificada_por": [
                titles[norma.translation_key]
                for norma in changed
                if norma.translation_key in titles
            ],
            "resumen": page.resumen,
            "enlace": page.enlace,
            "archivo": frame.absolute(page.archivo.url) if has_file else None,
            "de_la_provincia": frame.es_provincial or is_shared(page, request),
            "actualizado": page.last_published_at,
            "url": frame.absolute(url_of(page, request)),
        }


NORMAS = Conjunto(
    "normas",
    _("Normas"),
    _("Leyes, decretos, resoluciones y acuerdos, y si siguen vigentes."),
    CAMPOS,
    _normas,
)
