"""Operations on a pedido de retiro: ask, retire, refuse, withdraw and purge."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.signals import page_unpublished

from .. import notificaciones
from ..models import PedidoDeRetiro
from .queries import waiting

Estado = PedidoDeRetiro.Estado
ASKED, REFUSED, WITHDRAWN = (f"moderacion.retiro.{name}" for name in ("pedir", "negar", "anular"))


@transaction.atomic
def ask(page, *, motivo, desde, user):
    """Create a pedido; raise ``ValidationError`` if the page is not live or one already waits."""
    page = _locked_page(page.pk)
    if not page.live:
        raise ValidationError(_("La página ya no está publicada."))
    if waiting().filter(pagina=page).exists():
        raise ValidationError(_("Otra persona acaba de pedir lo mismo: su pedido ya espera."))
    pedido = PedidoDeRetiro.objects.create(pagina=page, motivo=motivo, desde=desde, pedido_por=user)
    log(page.specific_deferred, ASKED, user=user, data={"motivo": motivo})
    notificaciones.on_retirement_asked(pedido)
    return pedido


@transaction.atomic
def retire(pedido, *, user, with_descendants=False):
    """Unpublish the page and, with ``with_descendants``, the pages below it."""
    pedido = _locked(pedido)
    # Decide first: the receiver of page_unpublished closes waiting pedidos without a user.
    _decide(pedido, Estado.RETIRADA, user=user)
    page = pedido.pagina.specific
    UnpublishPageAction(page, user=user, include_descendants=with_descendants).execute()


@transaction.atomic
def refuse(pedido, comentario, *, user):
    pedido = _locked(pedido)
    _decide(pedido, Estado.NEGADO, user=user, comentario=comentario)
    page = pedido.pagina.specific_deferred
    log(page, REFUSED, user=user, data={"comentario": comentario})


@transaction.atomic
def withdraw(pedido, *, user):
    """Cancel the pedido for its author; nobody is notified."""
    pedido = _locked(pedido)
    pedido.close(Estado.ANULADO, user=user)
    log(pedido.pagina.specific_deferred, WITHDRAWN, user=user)


@receiver(page_unpublished)
def close_what_was_asked(sender, instance, **kwargs):
    """Close the waiting pedidos of a page that was retired in any way.

    Wagtail also sends the signal before it deletes a page: the pedidos are deleted with it.
    """
    if Page.objects.filter(pk=instance.pk, live=True).exists():
        return
    for pedido in PedidoDeRetiro.objects.filter(pagina=instance.pk, estado=Estado.ESPERA):
        _decide(pedido, Estado.RETIRADA, user=None)


def purge():
    """Delete pedidos decided longer ago than the bitácora stores content; return how many."""
    term = timezone.now() - timedelta(days=settings.BITACORA_DIAS_CONTENIDO)
    _total, deleted = PedidoDeRetiro.objects.filter(decidido__lt=term).delete()
    return deleted.get(PedidoDeRetiro._meta.label, 0)


def _decide(pedido, estado, *, user, comentario=""):
    pedido.close(estado, user=user, comentario=comentario)
    notificaciones.on_retirement_decided(pedido)


def _locked_page(pk):
    """Lock the row of the page and return it as it is now."""
    return Page.objects.select_for_update().get(pk=pk)


def _locked(pedido):
    _locked_page(pedido.pagina_id)
    found = waiting().filter(pk=pedido.pk).first()
    if found is None:
        raise ValidationError(_("Este pedido ya no espera: alguien decidió entretanto."))
    return found
