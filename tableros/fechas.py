"""Reads dates and hours as people write them: «28/11/2026 6:00 p.m.», «6 pm», «12 m»."""

import re
from datetime import date, datetime, time
from functools import cache

from django import forms
from django.db import models
from django.forms.utils import from_current_timezone
from django.utils.dates import MONTHS
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django_filters.fields import DateRangeField
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput

from base.texto import plain

_NOON = 12
_LONGEST = 60  # a longer text is no date
_DATE = re.compile(
    r"(?P<day>\d{1,2})(?:(?P<sign>[/.-])(?P<month>\d{1,2})(?P=sign)"
    r"|(?: de)? (?P<name>[a-z]+)(?: del?)? )(?P<year>\d{4})(?:,? (?:a las? )?|$)"
)
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[ t]|$)")
_HOUR = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h]?(?P<minute>\d{2}))?(?::(?P<second>\d{2}))?"
    r" ?(?:(?P<half>[ap])?\.? ?(?P<m>m\.?)?|h|horas)"
)
_NAMED = {"mediodia": time(12), "medianoche": time(0)}


def read_hour(text):
    """Return the time written as «8:00 a.m.», «4.30 PM», «12 m», «1630» or «8».

    Raise ``ValueError`` for anything else; «m» without «a» or «p» is noon.
    """
    words = plain(text[:_LONGEST])
    if words in _NAMED:
        return _NAMED[words]
    match = _HOUR.fullmatch(words)
    if match is None:
        raise ValueError(text)
    hour, half = int(match["hour"]), match["half"]
    if (half and not 1 <= hour <= _NOON) or (match["m"] and not half and hour != _NOON):
        raise ValueError(text)
    if half:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    return time(hour, int(match["minute"] or 0), int(match["second"] or 0))


def read_date(text):
    """Return the date written as «28/11/2026», «28-11-2026» or «28 de noviembre de 2026».

    Raise ``ValueError`` for anything else; without four digits the year would be ambiguous.
    """
    day, rest = _read_day(text)
    if rest:
        raise ValueError(text)
    return day


def read_moment(text):
    """Return the naive ``datetime`` of a date and the hour after it; midnight without an hour."""
    day, rest = _read_day(text)
    return datetime.combine(day, read_hour(rest) if rest else time())


def _read_day(text):
    """Return (date with which ``text`` begins, rest of the text)."""
    words = plain(text[:_LONGEST])
    match = _DATE.match(words) or _ISO.match(words)
    if match is None:
        raise ValueError(text)
    parts = match.groupdict()
    month = parts["month"] or _months().get(parts["name"], 0)
    return date(int(parts["year"]), int(month), int(parts["day"])), words[match.end() :]


@cache
def _months():
    """Return {name of a month, in Spanish or English: its number}."""
    names = {}
    for language in ("es", "en"):
        with override(language):
            names |= {plain(str(name)): number for number, name in MONTHS.items()}
    return names


class _AsPeopleWrite:
    """A field that reads what people write, with an example as its placeholder."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.widget.attrs.setdefault("placeholder", self.example)

    def to_python(self, value):
        if isinstance(value, str):
            try:
                return self.read(value)
            except ValueError:
                pass  # Django reads other formats, and refuses the rest
        return super().to_python(value)


class DateField(_AsPeopleWrite, forms.DateField):
    default_error_messages = {"invalid": _("Escriba la fecha así: 28/11/2026.")}
    example = "28/11/2026"
    read = staticmethod(read_date)


class TimeField(_AsPeopleWrite, forms.TimeField):
    default_error_messages = {"invalid": _("Escriba la hora así: 6:00 p.m., 18:00 o 12 m.")}
    example = "6:00 p.m."
    read = staticmethod(read_hour)


class DateTimeField(_AsPeopleWrite, forms.DateTimeField):
    default_error_messages = {"invalid": _("Escriba la fecha y la hora así: 28/11/2026 6:00 p.m.")}
    example = "28/11/2026 6:00 p.m."

    def read(self, text):
        return from_current_timezone(read_moment(text))


class PeriodField(DateRangeField):
    """A period from one day to another, in the filters of lists."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields = (DateField(required=False), DateField(required=False))
        for widget, text in zip(self.widget.widgets, (_("Desde"), _("Hasta")), strict=True):
            widget.attrs["placeholder"] = format_lazy("{}: {}", text, DateField.example)


def use_in_forms():
    """Use these fields in every model form of the admin."""
    for field, form_class, widget in (
        (models.DateField, DateField, AdminDateInput),
        (models.TimeField, TimeField, AdminTimeInput),
        (models.DateTimeField, DateTimeField, AdminDateTimeInput),
    ):
        register_form_field_override(field, override={"form_class": form_class, "widget": widget})
