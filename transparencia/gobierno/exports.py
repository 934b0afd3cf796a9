"""What the Government of a portal agreed, and who its delegates are, as open data.

The names of the fields are a promise to whoever reads the files.
"""

from django.utils.translation import gettext_lazy as _

from base.datos_abiertos import Campo, Conjunto, TipoDeCampo
from base.frame import Frame
from base.telefonos import enlace_telefono, marcado
from base.texto import names_in
from transparencia.models import Circunscripcion

from .acuerdos import opciones, publicos
from .queries import acuerdos_de, circunscripciones_de, consejos_de

FECHA, LISTA, NUMERO = TipoDeCampo.FECHA, TipoDeCampo.LISTA, TipoDeCampo.NUMERO

ACUERDO = (
    Campo("acuerdo", _("Número y mandato, como «523-XVII»")),
    Campo("numero", _("Su número"), NUMERO),
    Campo("mandato", _("Su mandato, en números romanos")),
    Campo("organo", _("Órgano que lo tomó")),
    Campo("sesion", _("Sesión en que se tomó")),
    Campo("fecha", _("Día de la sesión"), FECHA),
    Campo("texto", _("Qué se acordó")),
    Campo("destinatario", _("A quién obliga, como se aprobó")),
    Campo("entidad", _("Nombre de esa entidad en el directorio; vacío si no está en él")),
    Campo("estado", _("en_plazo, vencido, cumplido, incumplido o sin_efecto")),
    Campo("debe_cumplirse", _("Último día para cumplirlo"), FECHA),
    Campo("se_cumplio", _("Día en que se cumplió"), FECHA),
    Campo("nota", _("Por qué no, o qué siguió")),
    Campo("url", _("El acuerdo, en la página de su sesión")),
)

DELEGADO = (
    Campo("consejo_popular", _("Nombre del consejo popular")),
    Campo("presidente", _("Quién lo preside")),
    Campo("telefono_del_consejo", _("Teléfono del consejo, como se marca")),
    Campo("sede", _("Dónde radica el consejo")),
    Campo("recepcion", _("Días en que recibe quien preside")),
    Campo("repartos", _("Repartos y poblados del consejo"), LISTA),
    Campo("circunscripcion", _("Número de la circunscripción"), NUMERO),
    Campo("delegado", _("Delegado o delegada; vacío mientras espera por una elección")),
    Campo("lugares", _("Calles y lugares que comprende"), LISTA),
    Campo("despacho_lugar", _("Lugar del despacho")),
    Campo("despacho_horario", _("Día y hora del despacho")),
    Campo("telefono", _("Teléfono, como se marca, si puede publicarse")),
    Campo("url", _("La página de su consejo popular")),
)


def _acuerdos(request):
    """Return all the agreements of a portal, read at once."""
    frame = Frame.for_request(request)
    return de_acuerdos(acuerdos_de(frame), opciones(frame, request)["organo"], request)


def de_acuerdos(rows, organs, request):
    """Yield what a file tells of the agreements ``rows``, each with the state of today."""
    frame = Frame.for_request(request)
    for item in publicos(rows.select_related("page"), organs, request):
        number, mandate = item["numero"].split("-")
        yield {
            "acuerdo": item["numero"],
            "numero": int(number),
            "mandato": mandate,
            "organo": item["organo"],
            "sesion": item["sesion"].titulo,
            "fecha": item["fecha"],
            "texto": item["texto"],
            "destinatario": item["destinatario"],
            "entidad": item["entidad"].titulo if item["entidad"] else "",
            "estado": item["situacion"].value,
            "debe_cumplirse": item["vence"],
            "se_cumplio": item["cumplido_el"],
            "nota": item["nota"],
            "url": f"{frame.absolute(item['sesion'].url)}#{item['ancla']}",
        }


def _delegados(request):
    """Yield each circunscripción; a consejo without any has a line, too."""
    every = list(consejos_de(Frame.for_request(request)))
    rows = circunscripciones_de(every)
    with_rows = {page.pk for _row, page in rows}
    none = Circunscripcion()
    empty = [(none, page) for page in every if page.pk not in with_rows]
    for row, page in rows + empty:
        yield {
            "consejo_popular": page.title,
            "presidente": page.presidente,
            "telefono_del_consejo": marcado(enlace_telefono(page.telefono)),
            "sede": page.sede,
            "recepcion": page.recepcion,
            "repartos": names_in(page.repartos),
            "circunscripcion": row.numero,
            "delegado": row.delegado,
            "lugares": names_in(row.lugares),
            "despacho_lugar": row.despacho_lugar,
            "despacho_horario": row.despacho_horario,
            "telefono": marcado(enlace_telefono(row.telefono)),
            "url": page.get_full_url(request),
        }


ACUERDOS = Conjunto(
    "acuerdos",
    _("Acuerdos"),
    _("Qué acordaron los órganos de gobierno, a quién obliga y qué pasó después."),
    ACUERDO,
    _acuerdos,
)
DELEGADOS = Conjunto(
    "delegados",
    _("Consejos populares y delegados"),
    _("De cada circunscripción, quién es el delegado o la delegada, dónde y cuándo recibe."),
    DELEGADO,
    _delegados,
)
