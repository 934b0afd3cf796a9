"""What the citizen may do with their case: add to it, say it is not resolved, or withdraw it.

A form that is sent twice in a row, because the first response got lost, counts once.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from .casos import NoSePuedeError, add_movimiento, cambiando
from .models import Caso, Movimiento

Estado, Tipo = Caso.Estado, Movimiento.Tipo


def puede_ampliar(caso):
    return caso.estado != Estado.CERRADA and caso.datos_borrados_el is None


def puede_estar_inconforme(caso):
    """Whether the case was answered, closed or not, and the citizen has not disagreed yet."""
    is_answered = caso.estado == Estado.RESPONDIDA or caso.cierre == Caso.Cierre.ATENDIDA
    return is_answered and caso.inconforme_el is None and caso.datos_borrados_el is None


def puede_retirar(caso):
    return caso.esta_abierta


def ampliar(caso, texto, *, archivos=()):
    """Add a text and files of the citizen to the case."""
    with cambiando(caso) as now:
        if _is_repeated(now, Tipo.AMPLIADA, texto, archivos):
            return
        if not puede_ampliar(now):
            raise NoSePuedeError(
                _(
                    "Este caso ya se cerró: no admite más información. Si le falta algo, escriba "
                    "de nuevo."
                )
            )
        add_movimiento(now, Tipo.AMPLIADA, texto=texto, archivos=archivos)


def inconforme(caso, motivo):
    """Record, once, that the answer does not satisfy; the coordinators decide who goes on."""
    with cambiando(caso) as now:
        if _is_repeated(now, Tipo.INCONFORME, motivo):
            return
        if now.inconforme_el is not None:
            raise NoSePuedeError(_("Ya nos dijo que no está conforme: se puede una sola vez."))
        if not puede_estar_inconforme(now):
            raise NoSePuedeError(
                _(
                    "Este caso todavía no tiene respuesta. Cuando la tenga, podrá decir si no está "
                    "conforme."
                )
            )
        now.estado, now.inconforme_el = Estado.INCONFORME, timezone.now()
        now.cerrada_el, now.cierre = None, ""
        now.asignada_a = None
        add_movimiento(now, Tipo.INCONFORME, texto=motivo)


def retirar(caso, motivo=""):
    """Close the case because the citizen withdraws it."""
    with cambiando(caso) as now:
        if _is_repeated(now, Tipo.RETIRADA, motivo):
            return
        if not puede_retirar(now):
            raise NoSePuedeError(_("Este caso ya tiene respuesta: no hace falta retirarlo."))
        now.estado, now.cierre = Estado.CERRADA, Caso.Cierre.RETIRADA
        now.cerrada_el = timezone.now()
        add_movimiento(now, Tipo.RETIRADA, texto=motivo)


def _is_repeated(caso, tipo, texto, archivos=()):
    last = caso.movimientos.order_by("cuando", "pk").last()
    return (
        last is not None
        and (last.tipo, last.texto) == (tipo, texto)
        and sorted(last.adjuntos.values_list("bytes", flat=True))
        == sorted(len(archivo.contenido) for archivo in archivos)
    )
