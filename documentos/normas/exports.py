"""Open data set of the normas that a portal shows: its own and those of the province."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from conjuntos.declaracion import FECHA, LISTA, MOMENTO, SI_NO, Campo, Conjunto
from documentos.queries import con_archivos_vigentes

from .queries import is_shared, normas_de, url_of

_AT_ONCE = 500


class Normas(Conjunto):
    clave = "normas"
    titulo = _("Normas")
    descripcion = _("Leyes, decretos, resoluciones y acuerdos, y si siguen vigentes.")
    campos = (
        Campo(
            "id",
            _("Identificador de la norma; no cambia, y es el mismo en todos los portales"),
            de="translation_key",
        ),
        Campo("titulo", _("Título"), de="title"),
        Campo(
            "tipo", _("constitucion, ley, decreto_ley, decreto, resolucion, acuerdo o instruccion")
        ),
        Campo("numero", _("Número")),
        Campo("fecha", _("Fecha"), FECHA),
        Campo("emisor", _("Quién la dictó")),
        Campo("gaceta", _("Número y fecha de la Gaceta Oficial")),
        Campo("entra_en_vigor", _("Día en que entra en vigor"), FECHA),
        Campo("estado", _("vigente, modificada o derogada")),
        Campo("derogada_por", _("Título de la norma que la derogó, si el portal la tiene")),
        Campo("modificada_por", _("Títulos de las normas que la modificaron"), LISTA),
        Campo("resumen", _("Qué dispone, en una o dos oraciones")),
        Campo("enlace", _("Dirección del texto oficial")),
        Campo("archivo", _("Dirección del archivo en el portal")),
        Campo("de_la_provincia", _("Si la publicó la provincia"), SI_NO),
        Campo(
            "actualizado", _("Cuándo se publicó por última vez"), MOMENTO, de="last_published_at"
        ),
        Campo("url", _("Su página en este portal")),
    )

    def items(self):
        return one_by_one(self._every.order_by("-fecha", "-pk"))

    @cached_property
    def _every(self):
        return normas_de(self.request)

    @cached_property
    def _titles(self):
        """{translation key: title}, to name only related normas that the portal shows."""
        return dict(self._every.order_by().values_list("translation_key", "title"))

    def get_derogada_por(self, page):
        return page.derogada_por and self._titles.get(page.derogada_por.translation_key)

    def get_modificada_por(self, page):
        changed = [row.norma for row in page.modificaciones.all() if row.norma]
        shown = (self._titles.get(norma.translation_key) for norma in changed)
        return [title for title in shown if title is not None]

    def get_archivo(self, page):
        return page.archivo and self.frame.absolute(page.archivo.url)

    def get_de_la_provincia(self, page):
        return self.frame.es_provincial or is_shared(page, self.request)

    def get_url(self, page):
        return self.frame.absolute(url_of(page, self.request))


def one_by_one(normas):
    """Yield the query set ``normas``, read in batches with the related rows that a file needs."""
    related = normas.select_related("archivo", "derogada_por")
    changed = related.prefetch_related("modificaciones__norma")
    return con_archivos_vigentes(changed.iterator(chunk_size=_AT_ONCE))
