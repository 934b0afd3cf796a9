"""Validation of the shared passwords of pages and folders, with the validators of accounts.

Failed guesses never lock such a password for everybody, because several people use it
(:mod:`usuarios.intentos`). So the password itself must be hard to guess.
"""

from django.contrib.auth.password_validation import validate_password
from wagtail.admin.forms.view_restrictions import BaseViewRestrictionForm
from wagtail.models import BaseViewRestriction

_clean_password = BaseViewRestrictionForm.clean_password


def clean_password(form):
    """Raise ``ValidationError`` if a new password is weak; an unchanged password is accepted."""
    password = _clean_password(form)
    is_asked = form.cleaned_data.get("restriction_type") == BaseViewRestriction.PASSWORD
    if is_asked and "password" in form.changed_data:
        validate_password(password)
    return password
