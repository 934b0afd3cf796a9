"""Which municipalities have read the present text of a procedure of the province."""

from base.revisiones import content_of

from .models import TramiteLocalPage

# When somebody looked at it again, and found nothing to change.
_REVIEW = {"revisado_el", "revisado_por", "proxima_revision"}
_ROW_KEYS = {"pk", "page", "locale", "translation_key"}


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
    """The words of a revision, without the keys that its rows are given when they are saved."""
    said = {name: value for name, value in content_of(revision).items() if name not in _REVIEW}
    for name, value in said.items():
        if isinstance(value, list):
            said[name] = [
                {key: item for key, item in row.items() if key not in _ROW_KEYS}
                if isinstance(row, dict)
                else row
                for row in value
            ]
    return said
