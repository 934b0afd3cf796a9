"""Telephone numbers as people write them and as a telephone dials them."""

import re

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from phonenumbers import (
    NumberParseException,
    PhoneNumberFormat,
    PhoneNumberType,
    shortnumberinfo,
)

_REGION = "CU"
# The parser ignores text after the digits; only the word before an extension is allowed there.
_EXTENSION = re.compile(r"\bext(?:\.|ensi[oó]n\b|\b)", re.IGNORECASE)
_COUNTRY = phonenumbers.country_code_for_region(_REGION)
_WRITTEN = re.compile(r"(?<![\d+])\+?\d(?:[ -]?\d){6,11}(?!\d)")
_TYPED = re.compile(r"(?<![\d+])(?:\+|\()?\d(?:[() .-]{0,2}\d){7,14}(?!\d)")
_DIGITS = 8  # of a Cuban number with its area code
_LETTER = re.compile(r"[^\W\d_]")


def _parse(telefono):
    """Return the parsed number, or None if it cannot be dialled."""
    if _LETTER.search(_EXTENSION.sub("", telefono)):
        return None
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
    """Raise ``ValidationError`` if the text cannot be dialled from Cuba."""
    if _parse(telefono) is None:
        raise ValidationError(
            _("Escriba solo el número, por ejemplo «22 000000» o «+53 5 0000000».")
        )


def format_telefono(telefono):
    """Return a number as the portals write it: «+53 22 123456», «+53 5 1234567», «106».

    A text that cannot be dialled is returned unchanged.
    """
    number = _parse(telefono)
    if number is None:
        return telefono
    if not phonenumbers.is_possible_number(number):
        return str(number.national_number)
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)


def marcado(enlace):
    """Return the digits of a ``tel:`` address: «+5322000000», «+5322000000;ext=12», «106»."""
    return enlace.removeprefix("tel:").replace("-", "")


def es_movil(telefono):
    """Return whether the number is, or may be, a mobile number, of Cuba or another country."""
    number = _parse(telefono)
    return number is not None and phonenumbers.number_type(number) in (
        PhoneNumberType.MOBILE,
        PhoneNumberType.FIXED_LINE_OR_MOBILE,
    )


def es_internacional(telefono):
    """Return whether the number can be dialled from abroad; «106» cannot."""
    number = _parse(telefono)
    return number is not None and phonenumbers.is_possible_number(number)


def numeros_en(texto):
    """Return the Cuban telephone numbers in ``texto`` as a list of digits, each once.

    Without the country code; landlines also without their area code, as neighbours dial them.
    """
    found = {}
    for match in _WRITTEN.finditer(texto):
        number = _parse(match[0])
        if number is None or number.country_code != _COUNTRY or _is_short(number):
            continue
        national = str(number.national_number)
        found[national] = None
        if area := phonenumbers.length_of_geographical_area_code(number):
            found[national[area:]] = None
    return list(found)


def hay_telefono(texto):
    """Return whether ``texto`` contains a complete telephone number, Cuban or foreign.

    Local numbers without area code are ignored: they look like any other number.
    """
    return any(_is_whole(_parse(match[0])) for match in _TYPED.finditer(texto))


def _is_whole(number):
    if number is None:
        return False
    if number.country_code != _COUNTRY:
        return phonenumbers.is_valid_number(number)
    digits = str(number.national_number)
    # Mobile numbers that begin with 6 are newer than the data of the library.
    is_known = digits[0] in "56" or phonenumbers.is_valid_number(number)
    return len(digits) == _DIGITS and is_known


def enlace_telefono(telefono):
    """Return the ``tel:`` address (RFC 3966) of a number; "" if it cannot be dialled.

    Service numbers such as 106 have no international form and are dialled as they are.
    """
    number = _parse(telefono)
    if number is None:
        return ""
    if not phonenumbers.is_possible_number(number):
        return f"tel:{number.national_number}"
    return phonenumbers.format_number(number, PhoneNumberFormat.RFC3966)
