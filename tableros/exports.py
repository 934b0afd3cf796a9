"""Exports of the lists and reports of the admin, also of those of other packages.

Wagtail's exports all have the same file name, have moments in UTC, and spreadsheet programs read
them in the wrong encoding. The changes here apply to all of them.
"""

import re
from datetime import datetime
from functools import wraps

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.timezone import is_aware, localdate, make_naive
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.mixins import ExcelDateFormatter, SpreadsheetExportMixin

from base.texto import xml_text
from conjuntos.tablas import MARCA, with_guard

# Limits of a workbook for the name of a sheet.
_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\\/*?:\[\]]")

_given = SpreadsheetExportMixin.as_spreadsheet
_streamed = SpreadsheetExportMixin.stream_csv
_written = SpreadsheetExportMixin.preprocess_field_value


@wraps(_given)
def named(view, queryset, spreadsheet_format):
    """Return the file with the report and the date in its name."""
    response = _given(view, queryset, spreadsheet_format)
    name = f"{slugify(view.get_header_title())}-{localdate():%Y-%m-%d}.{spreadsheet_format}"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


@wraps(_streamed)
def with_mark(view, queryset):
    """Yield a BOM, by which spreadsheet programs recognise UTF-8, and then the lines."""
    yield MARCA.encode()
    yield from _streamed(view, queryset)


@wraps(SpreadsheetExportMixin.write_xlsx)
def with_named_sheet(view, queryset, output):
    """Write the same workbook as Wagtail, with the report as the name of its sheet."""
    from openpyxl import Workbook

    workbook = Workbook(write_only=True, iso_dates=True)
    title = _NOT_IN_NAMES.sub(" ", str(view.get_page_title()))[:_LONGEST_NAME]
    worksheet = workbook.create_sheet(title=title)
    worksheet.append([view.get_heading(queryset, field) for field in view.list_export])
    date_format = ExcelDateFormatter().get()
    for item in queryset:
        cells = view.generate_xlsx_row(worksheet, view.to_row_dict(item), date_format=date_format)
        worksheet.append(cells)
    workbook.save(output)


@wraps(_written)
def harmless(view, field, value, export_format):
    """Return a cell as Wagtail writes it, without formulas (CSV) or invalid characters (XLSX).

    A moment is in local time, to the second, and a user is written by name, as on the screen.
    """
    if isinstance(value, datetime) and is_aware(value):
        value = make_naive(value).replace(microsecond=0)
    elif isinstance(value, AbstractBaseUser):
        value = get_user_display_name(value)
    cell = _written(view, field, value, export_format)
    if not isinstance(cell, str):
        return cell
    return with_guard(cell) if export_format == view.FORMAT_CSV else xml_text(cell)
