"""What a moderator is asked to approve: the difference from what citizens read now."""

from datetime import date, datetime

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.admin.compare import FieldComparison, TextDiff, register_comparison_class
from wagtail.fields import StreamField


class ValueComparison(FieldComparison):
    """Dates and switches as people write them; Wagtail would print «None», «True», «2026-11-24»."""

    def htmldiff(self):
        before, after = self.describe(self.val_a), self.describe(self.val_b)
        changes = [("deletion", before), ("addition", after)]
        return TextDiff([change for change in changes if change[1]], separator=" ").to_html()

    def describe(self, value):
        if isinstance(value, bool):
            return _("Sí") if value else _("No")
        if isinstance(value, datetime):
            return date_format(timezone.localtime(value), "DATETIME_FORMAT")
        if isinstance(value, date):
            return date_format(value, "DATE_FORMAT")
        return "" if value is None else str(value)


for _field_class in (models.BooleanField, models.DateField, models.IntegerField):
    register_comparison_class(_field_class, comparison_class=ValueComparison)


def get_changes(page, request):
    """Return Wagtail's comparisons of the fields that approving ``page`` would change.

    Approval publishes the latest revision, whichever was the one submitted. ``page`` is
    specific, as the database has it: what is published. What nobody can read yet is
    compared with an empty page, so that all of it counts as new.
    """
    published = page if page.live else _make_empty(page)
    panel = page.get_edit_handler().get_bound_panel(instance=page, request=request, form=None)
    wanted = page.get_latest_revision_as_object()
    comparisons = [compare(published, wanted) for compare in panel.get_comparison()]
    return [comparison for comparison in comparisons if comparison.has_changed()]


def _make_empty(page):
    """A page of the same kind, without the values that a new form begins with."""
    empty = type(page)(locale_id=page.locale_id)
    for field in empty._meta.concrete_fields:
        if field.has_default() and callable(field.default) and not field.primary_key:
            setattr(empty, field.attname, [] if isinstance(field, StreamField) else None)
    return empty
