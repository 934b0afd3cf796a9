"""Which pages are asked to be retired, by whom, and who decides."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page
from wagtail.permissions import policy_registry

from aislamiento.scope import scope_of
from moderacion.models import PedidoDeRetiro

Estado = PedidoDeRetiro.Estado

# For how long whoever asked reads the outcome on the admin's front page.
_TOLD = timedelta(days=14)


def waiting():
    """All requests that wait, longest first, whoever may decide."""
    return _with_pages().filter(estado=Estado.ESPERA, pagina__live=True)


def waiting_for(user):
    """Return the requests that wait for the person: of pages that they may retire."""
    policy = policy_registry.get_by_type(Page)
    pages = policy.instances_user_has_permission_for(user, "publish")
    return waiting().filter(pagina__in=pages.order_by().values("pk"))


def asked_by(user):
    """Return what the person asked that waits, or was decided lately, of pages they still see."""
    of_late = Q(estado=Estado.ESPERA) | Q(
        estado__in=(Estado.RETIRADA, Estado.NEGADO), decidido__gte=timezone.now() - _TOLD
    )
    asked = _with_pages().filter(of_late, pedido_por=user)
    return scope_of(user).filter(asked).order_by("-pedido", "-pk")


def _with_pages():
    return PedidoDeRetiro.objects.select_related("pagina")


def may_ask(tester):
    """Whether the person of ``tester``, who asks about its page, has to ask others to retire it."""
    return tester.page.live and tester.can_edit() and not tester.can_unpublish()


def decides(user, page):
    return page.specific_deferred.permissions_for_user(user).can_unpublish()


def edits(user, page):
    return page.specific_deferred.permissions_for_user(user).can_edit()
