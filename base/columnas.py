"""Columns of the admin's tables."""

from django.middleware.csrf import get_token
from wagtail.admin.ui.tables import Column


class FormColumn(Column):
    """One whose header or cells have a form: Wagtail gives their templates no token for it."""

    def get_header_context_data(self, parent_context):
        return _with_token(super().get_header_context_data(parent_context))

    def get_cell_context_data(self, instance, parent_context):
        return _with_token(super().get_cell_context_data(instance, parent_context))


def _with_token(context):
    return context | {"csrf_token": get_token(context["request"])}
