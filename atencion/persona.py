"""What the person who asked may still do with their case: add to it, disagree, withdraw it.

What comes twice in a row, because the answer to the first did not arrive, is done once.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from .casos import NoSePuedeError, cambiando, escribir
from .models import Caso, Movimiento

Estado, Tipo = Caso.Estado, Movimiento.Tipo


def puede_ampliar(caso):
    return caso.estado != Estado.CERRADA and caso.datos_borrados_el is None


def puede_estar_inconforme(caso):
    """Whether it was answered, closed after that or not, and the person has not disagreed yet."""
    is_answered = caso.estado == Estado.RESPONDIDA or caso.cierre == Caso.Cierre.ATENDIDA
    return is_answered and caso.inconforme_el is None and caso.datos_borrados_el is None


def puede_retirar(caso):
    return caso.esta_abierta


def ampliar(caso, texto, *, archivos=()):
    """Add what the person writes now."""
    with cambiando(caso) as now:
        if _is_repeated(now, Tipo.AMPLIADA, texto, archivos):
            return
        if not puede_ampliar(now):
            raise NoSePuedeError(_("Este caso ya se cerró: no admite más información."))
        escribir(now, Tipo.AMPLIADA, texto=texto, archivos=archivos)


def inconforme(caso, motivo):
    """Take in, once, that the answer does not satisfy; whoever coordinates decides who goes on."""
    with cambiando(caso) as now:
        if _is_repeated(now, Tipo.INCONFORME, motivo):
            return
        if now.inconforme_el is not None:
            raise NoSePuedeError(_("Ya nos dijo que no está conforme: se puede una sola vez."))
        if not puede_estar_inconforme(now):
            raise NoSePuedeError(_("Todavía no hay una respuesta con la que no estar conforme."))
        now.estado, now.inconforme_el = Estado.INCONFORME, timezone.now()
        now.cerrada_el, now.cierre = None, ""
        now.asignada_a = None
        escribir(now, Tipo.INCONFORME, texto=motivo)


def retirar(caso, motivo=""):
    """Close what the person no longer asks for."""
    with cambiando(caso) as now:
        if _is_repeated(now, Tipo.RETIRADA, motivo):
            return
        if not puede_retirar(now):
            raise NoSePuedeError(_("Este caso ya tiene respuesta: no hace falta retirarlo."))
        now.estado, now.cierre = Estado.CERRADA, Caso.Cierre.RETIRADA
        now.cerrada_el = timezone.now()
        escribir(now, Tipo.RETIRADA, texto=motivo)


def _is_repeated(caso, tipo, texto, archivos=()):
    last = caso.movimientos.order_by("cuando", "pk").last()
    return (
        last is not None
        and (last.tipo, last.texto) == (tipo, texto)
        and sorted(last.adjuntos.values_list("bytes", flat=True))
        == sorted(len(archivo.contenido) for archivo in archivos)
    )
