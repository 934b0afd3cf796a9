"""Which pages anyone may read."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.models import PageViewRestriction


def publicas(pages):
    """Return the live ones of ``pages``, any queryset of them, outside every private section.

    The same as Wagtail's ``live().public()``, which asks the database for all
    restrictions each time it is called; here they are a part of the query itself. Lists that
    go through the search backends, which cannot take a subquery, keep to Wagtail's.
    """
    return pages.filter(~_is_private(), live=True)


def privadas(pages):
    """Return those of ``pages``, live or not, that are in a private section or private."""
    return pages.filter(_is_private())


def _is_private():
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    around = PageViewRestriction.objects.alias(candidate=path)
    return Exists(around.filter(candidate__startswith=F("page__path")))
