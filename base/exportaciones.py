"""Tables that the lists and reports of the admin hand out, of whatever package they are."""

from functools import wraps

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from .tablas import with_guard
from .texto import xml_text

_written = SpreadsheetExportMixin.preprocess_field_value


@wraps(_written)
def harmless(view, field, value, export_format):
    """Return a cell as Wagtail writes it, but for what would run there, or break the workbook."""
    cell = _written(view, field, value, export_format)
    if not isinstance(cell, str):
        return cell
    return with_guard(cell) if export_format == view.FORMAT_CSV else xml_text(cell)


def install():
    SpreadsheetExportMixin.preprocess_field_value = harmless
