"""Model field of a mandato."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class MandatoField(models.CharField):
    """A mandato of the Poder Popular, in Roman numerals: «XVIII»."""

    default_validators = [
        RegexValidator("^[IVXLC]+$", _("Escriba el mandato en números romanos, como en XVIII."))
    ]

    def __init__(self, *args, **kwargs):
        kwargs["max_length"] = 10
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs
