"""Differences between the version of a page that waits and what citizens read now."""

from dataclasses import dataclass

from wagtail.admin.compare import ChildObjectComparison, ChildRelationComparison, FieldComparison
from wagtail.fields import StreamField
from wagtail.models import Locale

from . import comparaciones  # noqa: F401 - how each kind of field is compared


@dataclass(frozen=True)
class Cambio:
    """One field that approving a page would change, or one list of rows that would change.

    For a translation, ``original`` is the same field of the Spanish page, compared with itself.
    """

    comparison: FieldComparison | ChildRelationComparison
    original: FieldComparison | ChildRelationComparison | None = None

    @property
    def etiqueta(self):
        return self.comparison.field_label()

    @property
    def diferencia(self):
        """The difference as HTML; None for a list."""
        return self.comparison.htmldiff() if self.comparison.is_field else None

    @property
    def filas(self):
        rows = self.comparison.get_child_comparisons()
        return [
            FilaCambiada(row)
            for row in rows
            if row.is_addition() or row.is_deletion() or row.has_changed()
        ]

    @property
    def en_espanol(self):
        """The Spanish text as a list of HTML texts: one for a field, one per datum for a list."""
        if self.original is None:
            return []
        if self.original.is_field:
            return [self.original.htmldiff()]
        rows = self.original.get_child_comparisons()
        return [html for row in rows for _label, html in FilaCambiada(row).datos]


@dataclass(frozen=True)
class FilaCambiada:
    """One row of a list that was added, removed or changed."""

    comparison: ChildObjectComparison

    @property
    def clase(self):
        if self.comparison.is_addition():
            return "addition"
        return "deletion" if self.comparison.is_deletion() else ""

    @property
    def datos(self):
        """[(label, HTML difference)] of the fields with a value; empty ones would distract."""
        return [
            (field.field_label(), field.htmldiff())
            for field in self.comparison.get_field_comparisons()
            if field.val_a or field.val_b
        ]


def get_cambios(page, request):
    """Return the list of :class:`Cambio` that approving ``page`` would make for citizens.

    Approval publishes the latest revision, even if an older one was submitted. ``page`` is the
    specific page from the database, that is, the published version. A page that is not live is
    compared with an empty page, so that everything counts as new.
    """
    published = page if page.live else _make_empty(page)
    spanish = None if page.locale.is_default else page.get_translation_or_none(Locale.get_default())
    panel = page.get_edit_handler().get_bound_panel(instance=page, request=request, form=None)
    wanted = page.get_latest_revision_as_object()
    compared = [
        Cambio(compare(published, wanted), spanish and compare(spanish, spanish))
        for compare in panel.get_comparison()
    ]
    return [cambio for cambio in compared if cambio.comparison.has_changed()]


def _make_empty(page):
    """Return an unsaved page of the same type, without callable default values."""
    empty = type(page)(locale_id=page.locale_id)
    for field in empty._meta.concrete_fields:
        if field.has_default() and callable(field.default) and not field.primary_key:
            setattr(empty, field.attname, [] if isinstance(field, StreamField) else None)
    return empty
