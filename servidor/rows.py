"""Reads rows of several tables with one query, parents of pages, and pages that use objects."""

from functools import cache

from django.contrib.contenttypes.models import ContentType
from django.db.models import IntegerField, Value
from django.db.models.functions import JSONObject
from django.utils.functional import SimpleLazyObject
from wagtail.models import Page, ReferenceIndex


def read_together(*found):
    """Return a list of lists of objects, one per query set in ``found``, each in its own order.

    It is one UNION query; each row comes as JSON, so the rows of all tables have the same shape.
    """
    first, *others = [_as_json(place, queryset.order_by()) for place, queryset in enumerate(found)]
    lists = [[] for _queryset in found]
    for place, values in first.union(*others, all=True):
        lists[place].append(_read(found[place].model, values))
    for queryset, objects in zip(found, lists, strict=True):
        names = queryset.query.order_by or queryset.model._meta.ordering
        objects.sort(key=lambda row: [_order(getattr(row, name)) for name in (*names, "pk")])
    return lists


def give_parents(pages):
    """Set the parents that ``get_parent`` returns; they are queried when the first one is used."""
    above = [(page, page.path[: -page.steplen]) for page in pages]
    paths = {path for _page, path in above if path}
    found = Page.objects.filter(path__in=paths).select_related("locale")
    parents = cache(lambda: {row.path: row for row in found})
    for page, path in above:
        page._cached_parent_obj = SimpleLazyObject(lambda path=path: parents()[path])


def pages_that_use(objects):
    """Return the pages that refer to one of ``objects``, a list or a query set: also in a text."""
    uses = ReferenceIndex.get_references_to_in_bulk(objects)
    of_pages = uses.filter(base_content_type=ContentType.objects.get_for_model(Page))
    return Page.objects.filter(pk__in=list(of_pages.values_list("object_id", flat=True)))


def _as_json(place, queryset):
    fields = (field.attname for field in queryset.model._meta.concrete_fields)
    values = JSONObject(**{name: name for name in fields})
    return queryset.values_list(Value(place, IntegerField()), values)


def _read(model, values):
    fields = model._meta.concrete_fields
    return model(**{field.attname: field.to_python(values[field.attname]) for field in fields})


def _order(value):
    """Return a sort key that puts None first."""
    return (value is not None, value)
