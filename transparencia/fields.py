"""Form fields and model fields that several pages of this app use."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from .periodos import Periodo, read


class PeriodoFormField(forms.CharField):
    """Form field for a period, in any format that :func:`periodos.read` accepts."""

    def clean(self, value):
        value = super().clean(value)
        if value in self.empty_values:
            return value
        try:
            return str(read(value))
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error


class CifraInput(forms.NumberInput):
    """Number input without trailing zeros: in Cuba people read «10.000» as ten thousand."""

    def format_value(self, value):
        return super().format_value(
            f"{value.normalize():f}" if isinstance(value, Decimal) else value
        )


def check_periodo(value):
    """Raise ``ValidationError`` if ``value`` is not a period in its stored format."""
    try:
        Periodo.parse(value)
    except ValueError as error:
        message = _("«%(texto)s» no es un período. Escríbalo como en 2026, 2026-T1 o 2026-03.")
        raise ValidationError(message, params={"texto": value}, code="invalid") from error


class _ShortField(models.CharField):
    """Text field whose ``max_length`` is fixed by its class (``longest``)."""

    longest = None

    def __init__(self, *args, **kwargs):
        kwargs["max_length"] = self.longest
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs


class PeriodoField(_ShortField):
    """A period as «2026», «2026-T1» or «2026-03»; periods of one kind sort by time as text."""

    longest = 7
    default_validators = [check_periodo]

    def formfield(self, **kwargs):
        # People may type a longer format than the stored one: «primer trimestre de 2026».
        return super().formfield(**{"form_class": PeriodoFormField, **kwargs, "max_length": 40})


class MandatoField(_ShortField):
    """A mandato of the Poder Popular, in Roman numerals: «XVIII»."""

    longest = 10
    default_validators = [
        RegexValidator("^[IVXLC]+$", _("Escriba el mandato en números romanos, como en XVIII."))
    ]
