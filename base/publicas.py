"""Which pages anyone may read."""

from functools import cache

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.models import PageViewRestriction, get_page_models


def publicas(pages):
    """Return the live ones of ``pages``, any queryset of them, outside every private section.

    The same as Wagtail's ``live().public()``, which asks the database for all
    restrictions each time it is called; here they are a part of the query itself. Lists that
    go through the search backends, which cannot take a subquery, keep to Wagtail's. What its
    section does not show (``BasePage.withheld``) is public for nobody.
    """
    return publicadas(pages).filter(~_is_private())


def publicadas(pages):
    """Return the live ones of ``pages`` that their section shows, private ones among them."""
    return pages.filter(*_is_shown(pages.model), live=True)


def privadas(pages):
    """Return those of ``pages``, live or not, that are in a private section or private."""
    return pages.filter(_is_private())


@cache
def _is_shown(model):
    """Conditions on pages of the class ``model``: one for each kind that may be withheld.

    They hold nothing of who asks and are made once: to make them costs more than to ask.
    """
    return [
        ~Exists(withheld().filter(pk=OuterRef("pk")))
        for kind in get_page_models()
        if issubclass(kind, model) and (withheld := getattr(kind, "withheld", None))
    ]


@cache
def _is_private():
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    around = PageViewRestriction.objects.alias(candidate=path)
    return Exists(around.filter(candidate__startswith=F("page__path")))
