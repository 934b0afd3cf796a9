"""Rows for lists of cambios of files that wait for the user or came back to them."""

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from aislamiento.offered_files import portales_of_collections
from archivos.queries import is_own
from tableros.alcance import names_of
from tableros.filas import Pendiente, how_long


def make_filas(changes, user):
    """Return one row for each of ``changes``, with a fixed number of queries."""
    names = names_of(user, [cambio.enviado_por_id for cambio in changes])
    portales = portales_of_collections([cambio.original.collection for cambio in changes])
    return [
        _fila(
            cambio,
            user,
            names.get(cambio.enviado_por_id, ""),
            portales[cambio.original.collection_id],
        )
        for cambio in changes
    ]


def _fila(cambio, user, author, portal):
    original = cambio.original
    facts = [portal.site.site_name if portal else "", _kind(cambio), author]
    return Pendiente(
        pk=cambio.pk,
        titulo=original.title,
        url=reverse("moderacion:archivo", args=[cambio.pk]),
        datos=[fact for fact in facts if fact],
        comentario=cambio.comentario,
        estado=[_("devuelto hace %(tiempo)s") % {"tiempo": how_long(cambio.decidido)}]
        if cambio.decidido
        else [
            _("espera desde hace %(tiempo)s") % {"tiempo": how_long(cambio.enviado)},
            *([_("lo envió usted: decide otra persona")] if is_own(user, cambio) else []),
        ],
    )


def _kind(cambio):
    return capfirst(cambio.original._meta.verbose_name)
