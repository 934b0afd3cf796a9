"""Telephone numbers as people write them, and as a telephone dials them."""

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from phonenumbers import NumberParseException, PhoneNumberFormat, shortnumberinfo

_REGION = "CU"


def _parse(telefono):
    """Return the parsed number, or None when nobody could dial it."""
    try:
        number = phonenumbers.parse(telefono, _REGION)
    except NumberParseException:
        return None
    if phonenumbers.is_possible_number(number) or _is_short(number):
        return number
    return None


def _is_short(number):
    return shortnumberinfo.is_possible_short_number_for_region(number, _REGION)


def validate_telefono(telefono):
    """Refuse what could not be dialled from Cuba."""
    if _parse(telefono) is None:
        raise ValidationError(
            _("Escriba solo el número, por ejemplo «22 000000» o «+53 5 0000000».")
        )


def enlace_telefono(telefono):
    """Return the ``tel:`` address (RFC 3966) of a number; empty when it cannot be dialled.

    Service numbers such as 106 have no international form and are dialled as they are.
    """
    number = _parse(telefono)
    if number is None:
        return ""
    if not phonenumbers.is_possible_number(number):
        return f"tel:{number.national_number}"
    return phonenumbers.format_number(number, PhoneNumberFormat.RFC3966)
