"""Template tags of the editor of translations."""

import json

from django import template

from base.tenancy.localize import can_edit

register = template.Library()


@register.simple_tag(takes_context=True)
def offered_to_translator(context):
    """What the editor shows of the original and offers to do, without what would be refused."""
    user = context["request"].user
    props, source = json.loads(context["props"]), context["source_translation"]
    props["links"]["convertToAliasUrl"] = None
    original = context["translation"].source.get_source_instance()
    if not can_edit(user, original):
        is_public = context["is_page"] and original.live
        source = source | {"editUrl": original.full_url if is_public else None}
    return {"props": json.dumps(props), "source_translation": source}
