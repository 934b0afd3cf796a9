"""Model field and form field of a period."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from .periodo import Periodo, read


class PeriodoFormField(forms.CharField):
    """Form field for a period, in any format that :func:`periodo.read` accepts."""

    def clean(self, value):
        value = super().clean(value)
        if value in self.empty_values:
            return value
        try:
            return str(read(value))
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error


def check_periodo(value):
    """Raise ``ValidationError`` if ``value`` is not a period in its stored format."""
    try:
        Periodo.parse(value)
    except ValueError as error:
        message = _("«%(texto)s» no es un período. Escríbalo como en 2026, 2026-T1 o 2026-03.")
        raise ValidationError(message, params={"texto": value}, code="invalid") from error


class PeriodoField(models.CharField):
    """A period as «2026», «2026-T1» or «2026-03»; periods of one kind sort by time as text."""

    default_validators = [check_periodo]

    def __init__(self, *args, **kwargs):
        kwargs["max_length"] = 7
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def formfield(self, **kwargs):
        # People may type a longer format than the stored one: «primer trimestre de 2026».
        return super().formfield(**{"form_class": PeriodoFormField, **kwargs, "max_length": 40})
