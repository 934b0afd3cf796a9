"""The adapted procedures that wait for somebody to confirm them."""

from django.urls import reverse
from django.utils.translation import gettext as _

from base.tenancy.scope import scope_of
from moderacion.tableros.alcance import portales_of
from moderacion.tableros.filas import Fila, how_long

from .models import TramiteLocalPage


def pending(user):
    """Return what the person sees of it, the longest waiting first."""
    pages = scope_of(user).filter(TramiteLocalPage.objects.por_confirmar())
    return pages.select_related("canonico").order_by("canonico__last_published_at", "pk")


def make_filas(pages, user):
    """Return the rows of ``pages``, each leading to the difference."""
    portales = portales_of(user)
    return [
        Fila(
            pk=page.pk,
            titulo=page.canonico.title,
            url=reverse("tramites:confirmar", args=[page.pk]),
            datos=[portales.get_name(page.path)] if len(portales) > 1 else [],
            estado=[
                _("La provincia lo cambió hace %(tiempo)s")
                % {"tiempo": how_long(page.canonico.last_published_at)}
            ],
        )
        for page in pages
    ]
