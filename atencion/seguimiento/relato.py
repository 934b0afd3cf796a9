"""How a case is told to the person who asked: in words, and without names of the office."""

from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
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
_SITUACIONES = {
    Estado.RECIBIDA: gettext_lazy("Lo recibimos. Le responderemos a más tardar el %(vence)s."),
    Estado.TRASLADADA: gettext_lazy(
        "Lo trasladamos a quien le corresponde responder. El plazo es el mismo: a más tardar "
        "el %(vence)s."
    ),
    Estado.INVESTIGACION: gettext_lazy(
        "Lo estamos investigando. Le responderemos a más tardar el %(vence)s."
    ),
    Estado.PRORROGA: gettext_lazy(
        "Necesitamos más tiempo, por lo que se explica más abajo. Le responderemos a más "
        "tardar el %(vence)s."
    ),
    Estado.RESPONDIDA: gettext_lazy("Ya tiene respuesta: puede leerla aquí."),
    Estado.INCONFORME: gettext_lazy(
        "Nos dijo que no está conforme. Lo revisará quien coordina la atención en este portal."
    ),
}


@dataclass(frozen=True)
class Paso:
    """One thing that happened, as the person reads it."""

    titulo: str
    cuando: object
    # Not in what a log would write of it.
    texto: str = field(repr=False)
    adjuntos: list
    es_de_la_persona: bool
    es_respuesta: bool


def situacion(caso):
    """Return how the case stands, in a sentence or two."""
    if caso.estado == Estado.CERRADA:
        if caso.cierre == Caso.Cierre.RETIRADA:
            return _("Usted lo retiró: no espera ninguna respuesta.")
        return _("Está respondido y cerrado.")
    if caso.corre_el_plazo and caso.vence < timezone.localdate():
        return _(
            "El plazo venció el %(vence)s y todavía no tiene respuesta. El retraso es nuestro: "
            "con su número puede reclamar en la oficina o por teléfono."
        ) % {"vence": _day(caso.vence)}
    if caso.esta_abierta and caso.respondida_el and caso.estado != Estado.INCONFORME:
        return _("Nos dijo que no está conforme. Se está revisando otra vez y le responderemos.")
    return str(_SITUACIONES[caso.estado]) % {"vence": _day(caso.vence)}


def pasos(caso):
    """Return what happened to the case that the person may know, the newest first."""
    movimientos = caso.movimientos.exclude(tipo__in=Movimiento.INTERNOS)
    return [
        Paso(
            titulo=str(_PASOS[movimiento.tipo]) % {"destino": movimiento.destino},
            cuando=movimiento.cuando,
            texto=movimiento.texto,
            adjuntos=list(movimiento.adjuntos.all()),
            es_de_la_persona=movimiento.tipo in Movimiento.DE_LA_PERSONA,
            es_respuesta=movimiento.tipo == Tipo.RESPUESTA,
        )
        for movimiento in movimientos.prefetch_related("adjuntos").order_by("-cuando", "-pk")
    ]


def _day(date):
    return date_format(date, "DATE_FORMAT")
