"""Which pages may be promoted: those that the search of a portal shows."""

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from aislamiento.scope import scope_of
from base.tree import NOWHERE

from . import marcas
from .models import Ficha


def found_in(site, ficha=""):
    """A condition: what the search of ``site`` may show now, its own and what is shown there.

    ``ficha`` is the way to the ficha from what is queried, as in ``pagina__ficha__``.
    """

    def has(mark):
        return Q(**{f"{ficha}marcas__regex": rf"(^| ){mark}( |$)"})

    elsewhere = has(marcas.TODOS) & ~has(marcas.salvo_portal(site.pk))
    expires = Q(**{f"{ficha}vence": None}) | Q(**{f"{ficha}vence__gt": timezone.now()})
    return (has(marcas.en_portal(site.pk)) | elsewhere) & expires


def found_where_one_works(scope, fichas):
    """Who sees a ficha: whoever works in a portal where citizens find it."""
    condition = NOWHERE
    for site in scope.sites:
        condition |= found_in(site)
    return fichas.filter(condition)


def shown_in(site):
    """The pages that the search of ``site`` may show."""
    return Page.objects.filter(pk__in=Ficha.objects.filter(found_in(site)).values("pk"))


def seen_by(user):
    """Those that the search of some portal may show in which ``user`` works."""
    return Page.objects.filter(pk__in=scope_of(user).filter(Ficha.objects.order_by()).values("pk"))
