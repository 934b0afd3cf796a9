"""Makes Wagtail's import of redirects read files with our readers, within the same limits."""

from copy import deepcopy
from io import BytesIO

from django.core.exceptions import ValidationError
from wagtail.contrib.redirects.base_formats import Dataset

from .readers import IlegibleError, read_file


class _Format:
    """A file format with the methods that Wagtail calls; the class is named as its extension."""

    def is_binary(self):
        return True

    def get_read_mode(self):
        return "rb"

    def create_dataset(self, data):
        """Return the first sheet as a ``Dataset``, with all rows of the same width."""
        table = read_file(BytesIO(data), f"datos.{type(self).__name__}", computed=True)[0]
        rows = [fila.celdas for fila in table.filas]
        width = max(map(len, rows), default=0)
        return Dataset([*row, *[""] * (width - len(row))] for row in rows)


class CSV(_Format):
    pass


class TSV(_Format):
    pass


class XLSX(_Format):
    pass


def check_file(uploaded):
    """Raise ``ValidationError`` if the uploaded file cannot be read."""
    try:
        read_file(uploaded, uploaded.name, computed=True)
    except IlegibleError as error:
        raise ValidationError(str(error)) from error
    uploaded.seek(0)


FORMATS = [CSV, XLSX, TSV]


def with_checked_file(fields):
    """Return the ``fields`` of Wagtail's form with ``check_file`` as a validator of the file."""
    field = deepcopy(fields["import_file"])
    field.validators.append(check_file)
    return fields | {"import_file": field}
