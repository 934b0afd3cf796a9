"""Fields of forms and models that several pages of this app have."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from .periodos import Periodo, read


class PeriodoFormField(forms.CharField):
    """A period, in any of the ways in which people write one."""

    def clean(self, value):
        value = super().clean(value)
        if value in self.empty_values:
            return value
        try:
            return str(read(value))
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error


class CifraInput(forms.NumberInput):
    """A number without the zeros of the database: 10.000 is read as ten thousand here."""

    def format_value(self, value):
        return super().format_value(
            f"{value.normalize():f}" if isinstance(value, Decimal) else value
        )


def check_periodo(value):
    """Refuse what is no period in its stored form."""
    try:
        Periodo.parse(value)
    except ValueError as error:
        message = _("«%(texto)s» no es un período. Escríbalo como en 2026, 2026-T1 o 2026-03.")
        raise ValidationError(message, params={"texto": value}, code="invalid") from error


class _ShortField(models.CharField):
    """A text of which every use is ``longest`` letters long at most."""

    longest = None

    def __init__(self, *args, **kwargs):
        kwargs["max_length"] = self.longest
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs


class PeriodoField(_ShortField):
    """A period as «2026», «2026-T1» or «2026-03»; those of one length sort by time."""

    longest = 7
    default_validators = [check_periodo]

    def formfield(self, **kwargs):
        # What people type may be longer than what is stored.
        return super().formfield(**{"form_class": PeriodoFormField, **kwargs, "max_length": 40})


class MandatoField(_ShortField):
    """A mandate of the Poder Popular, in Roman numerals: «XVIII»."""

    longest = 10
    default_validators = [
        RegexValidator("^[IVXLC]+$", _("Escriba el mandato en números romanos, como en XVIII."))
    ]
