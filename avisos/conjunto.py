"""The avisos that concerned a portal as open data, the latest first, those that ended too."""

from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from base.datos_abiertos import Campo, Conjunto, TipoDeCampo
from base.frame import Frame
from base.tree import in_one_tree

from .cards import address_in
from .models import AvisoPage, AvisosIndexPage

MOMENTO, LISTA = TipoDeCampo.MOMENTO, TipoDeCampo.LISTA
_AT_ONCE = 500

CAMPOS = (
    Campo("id", _("Identificador del aviso; no cambia")),
    Campo("titulo", _("Título")),
    Campo("tipo", _("De qué es: ciclon, lluvias, sismo, sequia, salud, electricidad, agua, otro")),
    Campo("fase", _("La que declaró la Defensa Civil; vacía si no declaró ninguna")),
    Campo(
        "nivel",
        _("Su gravedad: 1 información, 2 precaución, 3 peligro, 4 emergencia"),
        TipoDeCampo.NUMERO,
    ),
    Campo("simulacro", _("Si es un simulacro"), TipoDeCampo.SI_NO),
    Campo("resumen", _("Qué pasa y qué hacer, en una o dos oraciones")),
    Campo("texto", _("El texto completo")),
    Campo("instrucciones", _("Qué hacer; delante, la fase a la que corresponde"), LISTA),
    Campo("desde", _("Cuándo empezó"), MOMENTO),
    Campo("termina", _("Cuándo termina o terminó; vacío si no se sabe"), MOMENTO),
    Campo("sin_fin", _("Por qué no se sabe cuándo termina")),
    Campo("fuente", _("Quién lo dice")),
    Campo("numero_nota", _("Número de la nota")),
    Campo("de_la_provincia", _("Si lo publicó la provincia"), TipoDeCampo.SI_NO),
    Campo("municipios", _("Para qué municipios; vacío si es para todo el portal"), LISTA),
    Campo("actualizado", _("Cuándo se publicó por última vez"), MOMENTO),
    Campo("url", _("Su página en este portal")),
)


def registros(request):
    frame = Frame.for_request(request)
    section = frame.seccion(AvisosIndexPage)
    if section is None:
        return
    found = AvisoPage.objects.para(frame.datos).prefetch_related("instrucciones", "municipios")
    ordered = found.order_by(Coalesce("go_live_at", "first_published_at").desc(), "-pk")
    for aviso in ordered.iterator(chunk_size=_AT_ONCE):
        is_own = in_one_tree(aviso.path, section.path)
        yield {
            "id": str(aviso.translation_key),
            "titulo": aviso.title,
            "tipo": aviso.tipo,
            "fase": aviso.fase,
            "nivel": aviso.nivel,
            "simulacro": aviso.simulacro,
            "resumen": aviso.resumen,
            "texto": aviso.texto,
            "instrucciones": aviso.instrucciones_en_lineas,
            "desde": aviso.desde,
            "termina": aviso.termina,
            "sin_fin": aviso.sin_fin,
            "fuente": aviso.fuente,
            "numero_nota": aviso.numero_nota,
            "de_la_provincia": not is_own or frame.es_provincial,
            "municipios": aviso.municipios_nombrados,
            "actualizado": aviso.last_published_at,
            "url": frame.absolute(address_in(section, aviso, request)),
        }


AVISOS = Conjunto(
    "avisos",
    _("Avisos"),
    _("Lo que hubo que saber ya: peligros, cortes y medidas, también los pasados."),
    CAMPOS,
    registros,
)
