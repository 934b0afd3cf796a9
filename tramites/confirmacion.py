"""Who has read the present text of a procedure of the province, and who has yet to."""

from django.urls import reverse
from django.utils.translation import gettext as _

from moderacion.revisiones import content_of
from tableros.alcance import editable_pages, portales_of
from tableros.filas import Pendiente, how_long

from .models import TramiteLocalPage

# When somebody looked at it again, and found nothing to change.
_REVIEW = {"revisado_el", "revisado_por", "proxima_revision"}

# As the log keeps it.
CONFIRMAR = "tramites.confirmar"


def keep_confirmed(tramite, revision):
    """Carry the confirmations over to ``revision`` where it says what was confirmed.

    A new date of review, or a change taken back, is nothing to confirm again.
    """
    said = _said(revision)
    for page in (
        TramiteLocalPage.objects.filter(canonico=tramite)
        .exclude(revision_confirmada=None)
        .select_related("revision_confirmada")
    ):
        if _said(page.revision_confirmada) == said:
            # Not a change of the page: no save, no revision, no entry in its history.
            TramiteLocalPage.objects.filter(pk=page.pk).update(revision_confirmada=revision)


def _said(revision):
    """The words of a revision."""
    return {name: value for name, value in content_of(revision).items() if name not in _REVIEW}


def pending(user):
    """Return the adapted procedures that the person may confirm, the longest waiting first."""
    own = editable_pages(user).order_by().values("pk")
    pages = TramiteLocalPage.objects.por_confirmar().filter(pk__in=own)
    return pages.select_related("canonico").order_by("canonico__last_published_at", "pk")


def make_filas(pages, user):
    """Return the rows of ``pages``, each leading to the difference."""
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
