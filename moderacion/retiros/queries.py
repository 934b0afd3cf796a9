"""Queries on pedidos de retiro: which ones wait, who sent them, and who may decide."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page
from wagtail.permissions import policy_registry

from aislamiento.scope import scope_of
from moderacion.models import PedidoDeRetiro

Estado = PedidoDeRetiro.Estado

# How long the author sees the outcome on the admin home page.
_TOLD = timedelta(days=14)


def waiting():
    """Return all pedidos that wait for a decision, oldest first."""
    return _with_pages().filter(estado=Estado.ESPERA, pagina__live=True)


def waiting_for(user):
    """Return the waiting pedidos for pages that the user may retire."""
    policy = policy_registry.get_by_type(Page)
    pages = policy.instances_user_has_permission_for(user, "publish")
    return waiting().filter(pagina__in=pages.order_by().values("pk"))


def asked_by(user):
    """Return the user's pedidos that wait or were decided lately, if they still see the page."""
    of_late = Q(estado=Estado.ESPERA) | Q(
        estado__in=(Estado.RETIRADA, Estado.NEGADO), decidido__gte=timezone.now() - _TOLD
    )
    asked = _with_pages().filter(of_late, pedido_por=user)
    return scope_of(user).filter(asked).order_by("-pedido", "-pk")


def _with_pages():
    return PedidoDeRetiro.objects.select_related("pagina")


def may_ask(tester):
    """Whether the user of ``tester`` may edit its live page but may not retire it."""
    return tester.page.live and tester.can_edit() and not tester.can_unpublish()


def decides(user, page):
    return page.specific_deferred.permissions_for_user(user).can_unpublish()


def edits(user, page):
    return page.specific_deferred.permissions_for_user(user).can_edit()
