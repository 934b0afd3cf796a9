"""Keys of other systems: written in a form, used by the program, read by nobody."""

from django import forms
from django.db import models


class SecretoField(models.CharField):
    """A key that people write and never get to see again.

    Forms show an empty field, whatever is kept, and what is left empty in them stays as it is.
    Django's serializers, and so ``dumpdata``, carry it empty too; the log says that it changed.
    In the database it stands as it is (docs/decisions/0023).
    """

    def value_from_object(self, obj):
        return ""

    def save_form_data(self, instance, data):
        if data:
            super().save_form_data(instance, data)

    def formfield(self, **kwargs):
        # Named so, browsers neither fill it with a password of the person nor offer to keep it.
        widget = forms.PasswordInput({"autocomplete": "new-password", "spellcheck": "false"})
        return super().formfield(**{"widget": widget, **kwargs})
