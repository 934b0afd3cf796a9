"""Rows for lists of pedidos de retiro."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from moderacion.models import PedidoDeRetiro
from tableros.alcance import names_of, portales_of
from tableros.filas import Pendiente, how_long


def url_of(pedido):
    return reverse("moderacion:retiro", args=[pedido.pk])


def make_filas(pedidos, user):
    """Return one row for each of ``pedidos``, with a fixed number of queries."""
    pedidos = list(pedidos)
    if not pedidos:
        return []
    portales = portales_of(user)
    names = names_of(user, [pedido.pedido_por_id for pedido in pedidos])
    return [
        Pendiente(
            pk=pedido.pk,
            titulo=pedido.pagina.get_admin_display_title(),
            url=url_of(pedido),
            datos=[
                fact
                for fact in (
                    portales.get_name(pedido.pagina.path) if len(portales) > 1 else "",
                    "" if pedido.pedido_por_id == user.pk else names.get(pedido.pedido_por_id, ""),
                )
                if fact
            ],
            estado=[*_since(pedido), _state(pedido)],
            comentario=pedido.comentario or pedido.motivo,
        )
        for pedido in pedidos
    ]


def _since(pedido):
    if pedido.desde is None:
        return []
    return [_("mal desde el %(dia)s") % {"dia": date_format(pedido.desde)}]


def _state(pedido):
    if pedido.estado == PedidoDeRetiro.Estado.ESPERA:
        return _("espera desde hace %(tiempo)s") % {"tiempo": how_long(pedido.pedido)}
    return _("%(estado)s hace %(tiempo)s") % {
        "estado": pedido.get_estado_display(),
        "tiempo": how_long(pedido.decidido),
    }
