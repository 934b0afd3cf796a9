"""Sections that a portal has switched off: a view restriction without groups hides them."""

from functools import cache

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.models import BaseViewRestriction, PageViewRestriction


def cierres():
    """Return the view restrictions without groups: of sections that are off and retired portals."""
    groups = PageViewRestriction.objects.filter(restriction_type=BaseViewRestriction.GROUPS)
    return groups.filter(groups=None)


def encendidas(pages):
    """Return the part of ``pages``, a query set of pages, that is not in a section that is off.

    The explorer still shows pages in a section that is off; the admin's lists and counts do not.
    """
    return pages.filter(~_is_off())


def apagadas(pages):
    """Return the part of ``pages``, a query set of pages, that is in a section that is off."""
    return pages.filter(_is_off())


@cache
def _is_off():
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    around = cierres().alias(candidate=path)
    return Exists(around.filter(candidate__startswith=F("page__path")))
