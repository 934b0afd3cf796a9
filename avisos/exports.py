"""Open data: the avisos for a portal, the latest first, ended ones included."""

from django.db.models.functions import Coalesce
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from base.tree import in_one_tree
from conjuntos.declaracion import LISTA, MOMENTO, NUMERO, SI_NO, Campo, Conjunto

from .cards import address_in
from .models import AvisoPage, AvisosIndexPage

_AT_ONCE = 500


class Avisos(Conjunto):
    clave = "avisos"
    titulo = _("Avisos")
    descripcion = _("Lo que hubo que saber ya: peligros, cortes y medidas, también los pasados.")
    campos = (
        Campo("id", _("Identificador del aviso; no cambia"), de="translation_key"),
        Campo("titulo", _("Título"), de="title"),
        Campo(
            "tipo", _("De qué es: ciclon, lluvias, sismo, sequia, salud, electricidad, agua, otro")
        ),
        Campo("fase", _("La que declaró la Defensa Civil; vacía si no declaró ninguna")),
        Campo(
            "nivel", _("Su gravedad: 1 información, 2 precaución, 3 peligro, 4 emergencia"), NUMERO
        ),
        Campo("simulacro", _("Si es un simulacro"), SI_NO),
        Campo("resumen", _("Qué pasa y qué hacer, en una o dos oraciones")),
        Campo("texto", _("El texto completo")),
        Campo(
            "instrucciones",
            _("Qué hacer; delante, la fase a la que corresponde"),
            LISTA,
            de="instrucciones_en_lineas",
        ),
        Campo("desde", _("Cuándo empezó"), MOMENTO),
        Campo("termina", _("Cuándo termina o terminó; vacío si no se sabe"), MOMENTO),
        Campo("sin_fin", _("Por qué no se sabe cuándo termina")),
        Campo("fuente", _("Quién lo dice")),
        Campo("numero_nota", _("Número de la nota")),
        Campo("de_la_provincia", _("Si lo publicó la provincia"), SI_NO),
        Campo(
            "municipios",
            _("Para qué municipios; vacío si es para todo el portal"),
            LISTA,
            de="municipios_nombrados",
        ),
        Campo(
            "actualizado", _("Cuándo se publicó por última vez"), MOMENTO, de="last_published_at"
        ),
        Campo("url", _("Su página en este portal")),
    )

    @cached_property
    def _section(self):
        return self.frame.seccion(AvisosIndexPage)

    def items(self):
        if self._section is None:
            return ()
        found = AvisoPage.objects.para(self.frame.datos)
        ordered = found.order_by(Coalesce("go_live_at", "first_published_at").desc(), "-pk")
        told = ordered.prefetch_related("instrucciones", "municipios")
        return told.iterator(chunk_size=_AT_ONCE)

    def get_de_la_provincia(self, aviso):
        return self.frame.es_provincial or not in_one_tree(aviso.path, self._section.path)

    def get_url(self, aviso):
        return self.frame.absolute(address_in(self._section, aviso, self.request))
