"""Confirmation by each municipality of the current text of the province's trámites."""

from django.urls import reverse
from django.utils.translation import gettext as _

from moderacion.revisiones import content_of
from tableros.alcance import editable_pages, portales_of
from tableros.filas import Pendiente, how_long

from .models import TramiteLocalPage

# Fields of a review, which may change without any change in the text.
_REVIEW = {"revisado_el", "revisado_por", "proxima_revision"}

# Action of the log.
CONFIRMAR = "tramites.confirmar"


def keep_confirmed(tramite, revision):
    """Move the confirmations to ``revision`` if its text equals the confirmed one.

    A new review date or an undone change needs no new confirmation.
    """
    said = _said(revision)
    for page in (
        TramiteLocalPage.objects.filter(canonico=tramite)
        .exclude(revision_confirmada=None)
        .select_related("revision_confirmada")
    ):
        if _said(page.revision_confirmada) == said:
            # The page itself does not change: no save, no revision, no log entry.
            TramiteLocalPage.objects.filter(pk=page.pk).update(revision_confirmada=revision)


def _said(revision):
    """Return the content of a revision without the fields of a review."""
    return {name: value for name, value in content_of(revision).items() if name not in _REVIEW}


def pending(user):
    """Return the trámites locales to confirm that ``user`` may edit, the oldest change first."""
    own = editable_pages(user).order_by().values("pk")
    pages = TramiteLocalPage.objects.por_confirmar().filter(pk__in=own)
    return pages.select_related("canonico").order_by("canonico__last_published_at", "pk")


def make_filas(pages, user):
    """Return a row for each of ``pages``, with a link to the comparison."""
    portales = portales_of(user)
    return [
        Pendiente(
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
