"""Asking that a published page be retired, and deciding on it."""

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
    """Let those who moderate know; raises ``ValidationError`` where there is nothing to ask."""
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
    """Take the page from the citizens, and if so wanted what is below it."""
    pedido = _locked(pedido)
    # First: what the page's own signal finds waiting was decided by nobody.
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
    """Forget it, for whoever asked it: those who moderate were asked for nothing."""
    pedido = _locked(pedido)
    pedido.close(Estado.ANULADO, user=user)
    log(pedido.pagina.specific_deferred, WITHDRAWN, user=user)


@receiver(page_unpublished)
def close_what_was_asked(sender, instance, **kwargs):
    """Whatever way a page was retired, nobody has to decide on it any more.

    Of one that is about to be deleted Wagtail tells the same, before: what was asked goes along.
    """
    if Page.objects.filter(pk=instance.pk, live=True).exists():
        return
    for pedido in PedidoDeRetiro.objects.filter(pagina=instance.pk, estado=Estado.ESPERA):
        _decide(pedido, Estado.RETIRADA, user=None)


def purge():
    """Forget what was decided, once the log forgets the decision; return how many."""
    term = timezone.now() - timedelta(days=settings.BITACORA_DIAS_CONTENIDO)
    _total, deleted = PedidoDeRetiro.objects.filter(decidido__lt=term).delete()
    return deleted.get(PedidoDeRetiro._meta.label, 0)


def _decide(pedido, estado, *, user, comentario=""):
    pedido.close(estado, user=user, comentario=comentario)
    notificaciones.on_retirement_decided(pedido)


def _locked_page(pk):
    """Return the page as it is now; who else asks or decides waits, and finds what was done."""
    return Page.objects.select_for_update().get(pk=pk)


def _locked(pedido):
    _locked_page(pedido.pagina_id)
    found = waiting().filter(pk=pedido.pk).first()
    if found is None:
        raise ValidationError(_("Este pedido ya no espera: alguien decidió entretanto."))
    return found
