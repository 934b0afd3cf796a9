"""Sections that a portal does without: reserved for nobody, and no work of anybody."""

from functools import cache

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.models import BaseViewRestriction, PageViewRestriction


def cierres():
    """The restrictions that let in no group: of a section that is off, or of a retired portal."""
    groups = PageViewRestriction.objects.filter(restriction_type=BaseViewRestriction.GROUPS)
    return groups.filter(groups=None)


def encendidas(pages):
    """Return those of ``pages``, any queryset of them, that stand in no section that is off.

    What is off stays to be found in the explorer; lists and numbers do not speak of it.
    """
    return pages.filter(~_is_off())


def apagadas(pages):
    """Return those of ``pages`` that stand in a section that is off."""
    return pages.filter(_is_off())


@cache
def _is_off():
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    around = cierres().alias(candidate=path)
    return Exists(around.filter(candidate__startswith=F("page__path")))
