"""The history of a case for the users who answer."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name

from aislamiento.scope import scope_of
from atencion import plazos
from atencion.models import Movimiento


@dataclass(frozen=True)
class MovimientoInterno:
    movimiento: Movimiento
    quien: str
    destino: str
    adjuntos: list
    es_tarde: bool  # transferred after the days that the law allows


def historia(caso, user):
    """Return the steps of the history of ``caso``, newest first.

    The names of users of other portals are not shown.
    """
    movimientos = list(caso.movimientos.prefetch_related("adjuntos").order_by("-cuando", "-pk"))
    writers = {movimiento.quien_id for movimiento in movimientos}
    people = scope_of(user).filter(get_user_model().objects.all()).in_bulk(writers - {None})
    return [
        MovimientoInterno(
            movimiento,
            _who(movimiento, people),
            _destination(movimiento, people),
            list(movimiento.adjuntos.all()),
            _is_late(movimiento, caso),
        )
        for movimiento in movimientos
    ]


def _is_late(movimiento, caso):
    if movimiento.tipo != Movimiento.Tipo.TRASLADADA:
        return False
    is_before_answer = caso.respondida_el is None or movimiento.cuando < caso.respondida_el
    return is_before_answer and plazos.dia(movimiento.cuando) > caso.trasladar_hasta


def _destination(movimiento, people):
    """Return the destination; empty if another office assigned the case to one of its users."""
    names_a_person = movimiento.tipo == Movimiento.Tipo.ASIGNADA
    is_of_others = movimiento.quien_id is not None and movimiento.quien_id not in people
    return "" if names_a_person and is_of_others else movimiento.destino


def _who(movimiento, people):
    if movimiento.tipo in Movimiento.DE_LA_PERSONA:
        return _("La persona")
    if movimiento.quien_id is None:
        return _("El portal")
    person = people.get(movimiento.quien_id)
    return get_user_display_name(person) if person else _("Otra oficina")
