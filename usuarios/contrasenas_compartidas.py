"""The password of a page or a folder is as good as that of an account.

Several people know it, so it is never closed to all of them, however much strangers guess
(:mod:`usuarios.intentos`): it has to bear that.
"""

from django.contrib.auth.password_validation import validate_password
from wagtail.admin.forms.view_restrictions import BaseViewRestrictionForm
from wagtail.models import BaseViewRestriction

_clean_password = BaseViewRestrictionForm.clean_password


def clean_password(form):
    """Refuse a new one that is short, common or a number; one that was set before stays."""
    password = _clean_password(form)
    is_asked = form.cleaned_data.get("restriction_type") == BaseViewRestriction.PASSWORD
    if is_asked and "password" in form.changed_data:
        validate_password(password)
    return password


def install():
    """In both forms of Wagtail, whose views name them."""
    BaseViewRestrictionForm.clean_password = clean_password
