"""The state and history of a case for the citizen: plain words, no names of users."""

from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy

from atencion.models import Caso, Movimiento

Estado, Tipo = Caso.Estado, Movimiento.Tipo

_PASOS = {
    Tipo.RECIBIDA: gettext_lazy("Lo recibimos"),
    Tipo.TRASLADADA: gettext_lazy("Se trasladó a %(destino)s"),
    Tipo.INVESTIGACION: gettext_lazy("Se empezó a investigar"),
    Tipo.PRORROGA: gettext_lazy("Se prorrogó el plazo"),
    Tipo.RESPUESTA: gettext_lazy("Le respondimos"),
    Tipo.AMPLIADA: gettext_lazy("Usted añadió información"),
    Tipo.INCONFORME: gettext_lazy("Usted dijo que no está conforme"),
    Tipo.RETIRADA: gettext_lazy("Usted lo retiró"),
    Tipo.CERRADA: gettext_lazy("Se cerró"),
}
# (phrase, explanation) of each state. The words of the law («Recibido») are for the office: they
# would have to agree in gender with «caso», «queja» and «petición» at once.
_SITUACIONES = {
    Estado.RECIBIDA: (
        gettext_lazy("Lo recibimos"),
        gettext_lazy("Le responderemos a más tardar el %(vence)s."),
    ),
    Estado.TRASLADADA: (
        gettext_lazy("Lo trasladamos a quien le corresponde"),
        gettext_lazy("El plazo para responderle es el mismo: a más tardar el %(vence)s."),
    ),
    Estado.INVESTIGACION: (
        gettext_lazy("Lo estamos investigando"),
        gettext_lazy("Le responderemos a más tardar el %(vence)s."),
    ),
    Estado.PRORROGA: (
        gettext_lazy("Necesitamos más tiempo"),
        gettext_lazy("Más abajo explicamos por qué. Le responderemos a más tardar el %(vence)s."),
    ),
    Estado.RESPONDIDA: (gettext_lazy("Ya tiene respuesta"), ""),
    Estado.INCONFORME: (
        gettext_lazy("Nos dijo que no está conforme"),
        gettext_lazy("Lo revisará quien coordina la atención en este portal."),
    ),
    Estado.CERRADA: (gettext_lazy("Ya tiene respuesta y está cerrado"), ""),
}
_RETIRADO = (
    gettext_lazy("Usted lo retiró"),
    gettext_lazy("Este caso ya no tendrá respuesta."),
)
_VENCIDO = (
    gettext_lazy("Todavía no tiene respuesta"),
    gettext_lazy(
        "El plazo venció el %(vence)s. El retraso es nuestro: con su número puede reclamar en la "
        "oficina o por teléfono."
    ),
)
_OTRA_VEZ = (
    gettext_lazy("Se está revisando otra vez"),
    gettext_lazy("Nos dijo que no está conforme, y le responderemos."),
)


@dataclass(frozen=True)
class SituacionDelCaso:
    """The state of a case: a phrase that fits every kind of case, and its explanation."""

    titulo: str
    explicacion: str


@dataclass(frozen=True)
class MovimientoPublico:
    """One movimiento as the citizen reads it."""

    titulo: str
    cuando: object
    # Not in ``repr``, which may get into a log.
    texto: str = field(repr=False)
    adjuntos: list
    es_de_la_persona: bool
    es_respuesta: bool


def situacion(caso):
    titulo, explicacion = _words(caso)
    is_deleted = caso.datos_borrados_el is not None
    return SituacionDelCaso(
        str(titulo), "" if is_deleted else str(explicacion) % {"vence": _day(caso.vence)}
    )


def _words(caso):
    if caso.cierre == Caso.Cierre.RETIRADA:
        return _RETIRADO
    if caso.corre_el_plazo and caso.vence < timezone.localdate():
        return _VENCIDO
    if caso.esta_abierta and caso.respondida_el and caso.estado != Estado.INCONFORME:
        return _OTRA_VEZ
    return _SITUACIONES[caso.estado]


def pasos(caso):
    """Return the movimientos of the case that the citizen may see, newest first."""
    movimientos = caso.movimientos.exclude(tipo__in=Movimiento.INTERNOS)
    return [
        MovimientoPublico(
            titulo=titulo_de(movimiento),
            cuando=movimiento.cuando,
            texto=movimiento.texto,
            adjuntos=list(movimiento.adjuntos.all()),
            es_de_la_persona=movimiento.tipo in Movimiento.DE_LA_PERSONA,
            es_respuesta=movimiento.tipo == Tipo.RESPUESTA,
        )
        for movimiento in movimientos.prefetch_related("adjuntos").order_by("-cuando", "-pk")
    ]


def titulo_de(movimiento):
    """Return the title of a movimiento, as the citizen reads it."""
    return str(_PASOS[movimiento.tipo]) % {"destino": movimiento.destino}


def _day(date):
    return date_format(date, "DATE_FORMAT")
