"""References in content: how to find them, and how to remove those that a user does not see."""

import re
from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db.models import Model, Q
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.stream_block import StreamValue
from wagtail.blocks.struct_block import StructValue
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.rich_text import RichText, extract_references_from_rich_text

from base.sections import contributions

_LINK_OR_EMBED = re.compile(r"<(a|embed)\b[^<>]*>")


def offer_only_seen(field, scope, kept=()):
    """Limit a choice field to what the scope may choose.

    ``kept`` are keys that somebody who sees more chose before: they stay valid, or nobody else
    could save the rest of the form.
    """
    if not scope.is_total:
        offered = scope.offers(field.queryset).order_by()
        field.queryset = field.queryset.filter(
            Q(pk__in=offered.values("pk")) | Q(pk__in=[key for key in kept if key])
        )


def _root(model):
    """Return ``Page`` for every page type, because references may name either; else ``model``."""
    parents = model._meta.get_parent_list()
    return parents[-1] if parents else model


def keys(references):
    """Return {(model, id)} of the references that Wagtail's ``extract_references`` yields.

    Each id is written as in the database, whatever was submitted: rich text keeps «+5».
    """
    found = set()
    for model, key, *_paths in references:
        root = _root(model)
        try:
            found.add((root, str(root._meta.pk.to_python(key))))
        except ValidationError:
            found.add((root, str(key)))  # no object has this key, and a query for it would fail
    return found


def references_of(instance):
    """Return {(model, id)} of all objects that the fields of ``instance`` refer to."""
    found = set()
    for field in instance._meta.fields:
        value = field.value_from_object(instance)
        if value is None:
            continue
        if field.many_to_one:
            found.add((_root(field.related_model), str(value)))
        elif hasattr(field, "extract_references"):
            found |= keys(field.extract_references(value))
    return found


def unseen(scope, references):
    """Return the part of ``references`` that the scope does not see, or that does not exist.

    What the province offers to all portals counts as seen, because it is public.
    """
    wanted, found = defaultdict(set), set()
    for model, key in references:
        try:
            wanted[model].add(model._meta.pk.to_python(key))
        except ValidationError:
            found.add((model, key))
    for model, pks in wanted.items():
        seen = scope.filter(model._base_manager.filter(pk__in=pks)).values_list("pk", flat=True)
        rest = pks.difference(seen)
        found |= {(model, str(pk)) for pk in rest - _offered(scope, model, rest)}
    return found


def _offered(scope, model, pks):
    """Return those of ``pks`` that are offered to all, in ``model`` or any of its page types."""
    kinds = [kind for kind, _narrow in contributions("offered") if _root(kind) is model]
    offers = (scope.offers(kind._base_manager.filter(pk__in=pks)) for kind in kinds if pks)
    return {pk for offered in offers for pk in offered.order_by().values_list("pk", flat=True)}


def without(value, references):
    """Return the value of a block or field with ``references`` removed and the rest unchanged.

    Needed because a form rendered again with an error shows the names of what its choosers hold.
    """
    match value:
        case Model():
            return None if (_root(type(value)), str(value.pk)) in references else value
        case str():
            return _without_links(value, references)
        case RichText():
            html = _without_links(value.source, references)
            # A value without such references stays as it is, with exactly what the user typed.
            return value if html == value.source else RichText(html)
        case StreamValue():
            for child in value:
                child.value = without(child.value, references)
        case ListValue():
            for child in value.bound_blocks:
                child.value = without(child.value, references)
        case StructValue():
            for name, child in value.items():
                value[name] = without(child, references)
        case TypedTable():
            for row in value.row_data:
                row["values"] = [without(cell, references) for cell in row["values"]]
    return value


def _without_links(html, references):
    def rewrite(tag):
        if keys(extract_references_from_rich_text(tag[0])).isdisjoint(references):
            return tag[0]
        return "<a>" if tag[1] == "a" else ""

    return _LINK_OR_EMBED.sub(rewrite, html)
