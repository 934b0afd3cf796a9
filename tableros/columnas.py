"""Columns of the admin's tables."""

from datetime import date, datetime

from django.middleware.csrf import get_token
from django.utils.formats import date_format
from django.utils.timezone import localtime
from wagtail.admin.ui.tables import Column


class FormColumn(Column):
    """Column whose header or cells have a form: Wagtail gives their templates no CSRF token."""

    def get_header_context_data(self, parent_context):
        return _with_token(super().get_header_context_data(parent_context))

    def get_cell_context_data(self, instance, parent_context):
        return _with_token(super().get_cell_context_data(instance, parent_context))


class FechaColumn(Column):
    """Column of a date or a moment, as text; exports have the value itself, to sort by it."""

    def get_value(self, instance):
        value = super().get_value(instance)
        if isinstance(value, datetime):
            return date_format(localtime(value), "SHORT_DATETIME_FORMAT")
        return date_format(value) if isinstance(value, date) else value or ""


def _with_token(context):
    return context | {"csrf_token": get_token(context["request"])}
