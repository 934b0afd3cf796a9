"""Template tags of the editor of translations."""

import json
from collections import defaultdict

from django import template

from .. import marcas
from ..envio import can_edit, is_locked
from ..textos import Textos

register = template.Library()


@register.simple_tag(takes_context=True)
def offered_to_translator(context):
    """Return the data of the translation editor, without actions that would be refused."""
    user = context["request"].user
    props, source = json.loads(context["props"]), context["source_translation"]
    props["links"]["convertToAliasUrl"] = None
    if context["is_page"]:
        props["object"]["isLocked"] = is_locked(user, context["instance"])
        # A page that waits for moderation is unlocked by the decision, not by the button.
        props["perms"]["canUnlock"] &= context["instance"].locked
    textos = Textos(context["translation"])
    source_of_texts = textos.source
    _name_parts(props["segments"], textos)
    props["initialStringTranslations"] = _in_each_place(
        props["initialStringTranslations"], textos.segments
    )
    has_marks = _mark(props)
    original = source_of_texts.get_source_instance()
    if not can_edit(user, original):
        is_public = context["is_page"] and original.live
        source = source | {"editUrl": original.full_url if is_public else None}
    return {
        "props": json.dumps(props),
        "source_translation": source,
        "has_marks": has_marks,
    }


def _mark(props):
    """Replace tags with signs, in the texts of the original and of the translation.

    Return whether there are any, because then the editor explains them.
    """
    texts = {part["id"]: part["source"] for part in props["segments"] if part["type"] == "string"}
    for each in props["initialStringTranslations"]:
        each["data"] = marcas.to_marks(each["data"], texts[each["segment_id"]])
    for part in props["segments"]:
        if part["type"] == "string":
            part["source"] = marcas.to_marks(part["source"], part["source"])
    return any(map(marcas.has_marks, texts.values()))


def _name_parts(shown, textos):
    """Give the parts of blocks their full name: the package only says that a picture is one."""
    parts = {segment.pk: textos.lugar(segment).parte for segment in textos.segments}
    for segment in shown:
        if segment["type"] == "string" and (part := parts.get(segment["id"])):
            segment["location"]["subField"] = part


def _in_each_place(translations, segments):
    """Show the translation of a text in each place where a field has it, not only in the first."""
    places = defaultdict(list)
    for segment in segments:
        places[segment.context_id, segment.string_id].append(segment.pk)
    same = {pk: pks for pks in places.values() for pk in pks}
    return [
        translation | {"segment_id": pk}
        for translation in translations
        for pk in same.get(translation["segment_id"], [])
    ]
