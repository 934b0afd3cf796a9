"""The data of a case that an export contains: for the citizen, or for studies of many cases."""

from django.utils import timezone

from atencion.models import Movimiento, Remitente
from atencion.seguimiento.historia import situacion, titulo_de

SENDER = ["nombre", "ci", "nacionalidad", "direccion", "telefono", "correo"]
COLUMNAS = [
    *("numero", "tipo", "estado", "recibida", "vence", "respondida", "cerrada", "entidad"),
    *("confidencial", "asunto", "hechos", "pide"),
    *SENDER,
]


def fila(caso):
    """Return ``caso`` as a row: a dict with the keys ``COLUMNAS``."""
    remitente = getattr(caso, "remitente", None) or Remitente()
    return {
        "numero": caso.numero,
        "tipo": caso.get_tipo_display(),
        "estado": caso.get_estado_display(),
        "recibida": _moment(caso.recibida),
        "vence": caso.vence.isoformat(),
        "respondida": _moment(caso.respondida_el),
        "cerrada": _moment(caso.cerrada_el),
        "entidad": caso.entidad.title if caso.entidad else "",
        "confidencial": "sí" if caso.confidencial else "no",
        "asunto": caso.asunto,
        "hechos": caso.hechos,
        "pide": caso.pide,
        **{name: getattr(remitente, name) for name in SENDER},
    }


def fila_de_muchos(caso):
    """Return the row for studies: without the identity if the case is confidential."""
    return fila(caso) | (dict.fromkeys(SENDER, "") if caso.confidencial else {})


def fila_de_la_persona(caso):
    """Return the row for the citizen, with the state in the words of the follow-up page."""
    return fila(caso) | {"estado": situacion(caso).titulo}


def historia(caso):
    """Return the movimientos of ``caso`` that the citizen may see; ``adjuntos`` are records."""
    movimientos = caso.movimientos.exclude(tipo__in=Movimiento.INTERNOS)
    return [
        {
            "que": titulo_de(movimiento),
            "cuando": _moment(movimiento.cuando),
            "destino": movimiento.destino,
            "texto": movimiento.texto,
            "adjuntos": list(movimiento.adjuntos.all()),
        }
        for movimiento in movimientos.prefetch_related("adjuntos")
    ]


def _moment(moment):
    return timezone.localtime(moment).isoformat(timespec="minutes") if moment else ""
