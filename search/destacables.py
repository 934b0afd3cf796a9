"""The pages that the search of a portal shows; only these may be chosen for a destacado."""

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from aislamiento.scope import scope_of
from base.tree import NOWHERE

from . import marcas
from .models import Ficha


def found_in(site, ficha=""):
    """Return a ``Q`` of what the search of ``site`` may show now, from its own portal and others.

    ``ficha`` is the lookup prefix from the queried model to the ficha: ``pagina__ficha__``.
    """

    def has(mark):
        return Q(**{f"{ficha}marcas__regex": rf"(^| ){mark}( |$)"})

    elsewhere = has(marcas.TODOS) & ~has(marcas.salvo_portal(site.pk))
    expires = Q(**{f"{ficha}vence": None}) | Q(**{f"{ficha}vence__gt": timezone.now()})
    return (has(marcas.en_portal(site.pk)) | elsewhere) & expires


def found_where_one_works(scope, fichas):
    """Return the ``fichas`` that visitors find in a portal where the user of ``scope`` works."""
    condition = NOWHERE
    for site in scope.sites:
        condition |= found_in(site)
    return fichas.filter(condition)


def shown_in(site):
    """Return the pages that the search of ``site`` may show, as a query set."""
    return Page.objects.filter(pk__in=Ficha.objects.filter(found_in(site)).values("pk"))


def seen_by(user):
    """Return the pages that the search of any portal where ``user`` works may show."""
    return Page.objects.filter(pk__in=scope_of(user).filter(Ficha.objects.order_by()).values("pk"))
