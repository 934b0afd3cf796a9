"""Wagtail's own import of redirects reads workbooks too: they are measured as ours are."""

from django.core.exceptions import ValidationError
from wagtail.contrib.redirects.forms import ImportForm

from .readers.tabla import IlegibleError
from .readers.xlsx import check_xlsx


def check_file(uploaded):
    """Refuse a workbook that holds more than may be read, before anything of it is kept."""
    if not uploaded.name.lower().endswith(".xlsx"):
        return
    content = uploaded.read()
    uploaded.seek(0)
    try:
        check_xlsx(content)
    except IlegibleError as error:
        raise ValidationError(str(error)) from error


def install():
    """In the form of Wagtail, whose view names it."""
    ImportForm.base_fields["import_file"].validators.append(check_file)
