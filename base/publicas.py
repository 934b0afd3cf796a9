"""Query sets of the pages that anyone may read."""

from functools import cache

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.models import PageViewRestriction, get_page_models


def publicas(pages):
    """Return the live ones of the query set ``pages`` that are outside every private section.

    The result equals Wagtail's ``live().public()`` without the pages that their section hides
    (``BasePage.withheld``). Wagtail queries all restrictions at each call; here they are part of
    the query. Search backends cannot take a subquery: lists that use them must call Wagtail's
    methods.
    """
    return publicadas(pages).filter(~_is_private())


def publicadas(pages):
    """Return the live ones of ``pages`` that their section does not hide, private ones included."""
    return pages.filter(*_is_shown(pages.model), live=True)


def privadas(pages):
    """Return the ``pages``, live or not, that are private or in a private section."""
    return pages.filter(_is_private())


@cache
def _is_shown(model):
    """Return the conditions on pages of the class ``model``: one per class that can hide pages.

    They do not depend on the request and are cached: building them costs more than the query.
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
