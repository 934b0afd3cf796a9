"""Template tags of the editor of translations."""

import json
from collections import defaultdict

from django import template

from base.tenancy.localize import can_edit
from base.tenancy.textos import is_locked

register = template.Library()


@register.simple_tag(takes_context=True)
def offered_to_translator(context):
    """What the editor shows of the original and offers to do, without what would be refused."""
    user = context["request"].user
    props, source = json.loads(context["props"]), context["source_translation"]
    props["links"]["convertToAliasUrl"] = None
    if context["is_page"]:
        props["object"]["isLocked"] = is_locked(user, context["instance"])
        # What waits is opened by a decision, not by the button.
        props["perms"]["canUnlock"] &= context["instance"].locked
    source_of_texts = context["translation"].source
    props["initialStringTranslations"] = _in_each_place(
        props["initialStringTranslations"], source_of_texts
    )
    original = source_of_texts.get_source_instance()
    if not can_edit(user, original):
        is_public = context["is_page"] and original.live
        source = source | {"editUrl": original.full_url if is_public else None}
    return {"props": json.dumps(props), "source_translation": source}


def _in_each_place(translations, source):
    """Give a text that a field says twice its translation in both places, not the first alone."""
    places = defaultdict(list)
    segments = source.stringsegment_set.values_list("pk", "context_id", "string_id")
    for pk, *text in segments:
        places[tuple(text)].append(pk)
    same = {pk: pks for pks in places.values() for pk in pks}
    return [
        translation | {"segment_id": pk}
        for translation in translations
        for pk in same.get(translation["segment_id"], [])
    ]
