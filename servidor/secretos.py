"""A field for keys of other systems: people write them in a form, but nobody can read them."""

from django import forms
from django.db import models


class SecretoField(models.CharField):
    """A key that people can write but never see again.

    Forms show an empty field whatever is stored, and an empty field leaves the stored key
    unchanged. Django's serializers, and so ``dumpdata``, write it empty; the bitácora records only
    that it changed. The database stores it in plain text (docs/decisions/0023).
    """

    def value_from_object(self, obj):
        return ""

    def save_form_data(self, instance, data):
        if data:
            super().save_form_data(instance, data)

    def formfield(self, **kwargs):
        # With this ``autocomplete``, browsers neither fill in nor offer to save a password of the
        # user.
        widget = forms.PasswordInput({"autocomplete": "new-password", "spellcheck": "false"})
        return super().formfield(**{"widget": widget, **kwargs})
