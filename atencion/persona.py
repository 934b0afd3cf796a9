"""What the person who asked may still do with their case: add to it, disagree, withdraw it."""

from django.utils import timezone
from django.utils.translation import gettext as _

from .casos import NoSePuedeError, cambiando, escribir
from .models import Caso, Movimiento

Estado = Caso.Estado


def puede_ampliar(caso):
    return caso.estado != Estado.CERRADA


def puede_estar_inconforme(caso):
    """Whether it was answered, closed after that or not, and the person has not disagreed yet."""
    is_answered = caso.estado == Estado.RESPONDIDA or caso.cierre == Caso.Cierre.ATENDIDA
    return is_answered and caso.inconforme_el is None and caso.datos_borrados_el is None


def puede_retirar(caso):
    return caso.esta_abierta


def ampliar(caso, texto, *, archivos=()):
    """Add what the person writes now; what is sent twice in a row is written once."""
    with cambiando(caso) as now:
        if not puede_ampliar(now):
            raise NoSePuedeError(_("Este caso ya se cerró: no admite más información."))
        if not _is_repeated(now, texto, archivos):
            escribir(now, Movimiento.Tipo.AMPLIADA, texto=texto, archivos=archivos)


def inconforme(caso, motivo):
    """Take in, once, that the answer does not satisfy; whoever coordinates decides who goes on."""
    with cambiando(caso) as now:
        if now.inconforme_el is not None:
            raise NoSePuedeError(_("Ya nos dijo que no está conforme: se puede una sola vez."))
        if not puede_estar_inconforme(now):
            raise NoSePuedeError(_("Todavía no hay una respuesta con la que no estar conforme."))
        now.estado, now.inconforme_el = Estado.INCONFORME, timezone.now()
        now.cerrada_el, now.cierre = None, ""
        now.asignada_a = None
        escribir(now, Movimiento.Tipo.INCONFORME, texto=motivo)


def retirar(caso, motivo=""):
    """Close what the person no longer asks for."""
    with cambiando(caso) as now:
        if not puede_retirar(now):
            raise NoSePuedeError(_("Este caso ya tiene respuesta: no hace falta retirarlo."))
        now.estado, now.cierre = Estado.CERRADA, Caso.Cierre.RETIRADA
        now.cerrada_el = timezone.now()
        escribir(now, Movimiento.Tipo.RETIRADA, texto=motivo)


def _is_repeated(caso, texto, archivos):
    last = caso.movimientos.order_by("cuando", "pk").last()
    return (
        last is not None
        and last.tipo == Movimiento.Tipo.AMPLIADA
        and last.texto == texto
        and sorted(last.adjuntos.values_list("bytes", flat=True))
        == sorted(len(archivo.contenido) for archivo in archivos)
    )
