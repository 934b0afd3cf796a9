"""Limits for a rich text, checked on what the editor sent before anything is made of it.

The editor sends JSON, which Wagtail converts to HTML whatever it says: one number can become a
million nested lists, and one long address a gigabyte. The limits are far above what people write in
one block.
"""

import json
from itertools import accumulate
from operator import itemgetter

from django.utils.translation import gettext as _

_LONGEST = 1_000_000  # characters of JSON
_MOST_BLOCKS = 3_000  # paragraphs and lines of lists
_DEEPEST = 5  # the toolbar stops at four
# Limits of tags in blocks. The tags of one block are compared with one another and may be nested.
_MOST_TAGS = 10_000
_MOST_TAGS_OF_A_BLOCK = 2_000
_LONGEST_NAME = 50  # of a style; it is logged each time it occurs


class RefusedText(str):
    """Replaces a refused text in the form; as HTML it is empty.

    ``sent`` is what the editor sent, and ``reason`` tells the author what to do.
    """


def refusal(sent):
    """Return a ``RefusedText`` for what the editor sent, or None if it is accepted.

    Raises various errors if no editor can have sent it.
    """
    reason = _reason(sent)
    if reason is None:
        return None
    refused = RefusedText(" ")
    refused.sent, refused.reason = sent, reason
    return refused


def _reason(sent):
    too_long = _("Este texto es demasiado largo: repártalo en varios bloques.")
    if len(sent) > _LONGEST:
        return too_long
    content = json.loads(sent)
    if content is None:  # nothing was written
        return None
    blocks = content.get("blocks", [])
    if len(blocks) > _MOST_BLOCKS:
        return too_long
    if any(block.get("depth", 0) > _DEEPEST for block in blocks):
        return _("Hay demasiadas listas una dentro de otra: suba de nivel las más profundas.")
    tags = [_tags_of(block) for block in blocks]
    if max(tags, default=0) > _MOST_TAGS_OF_A_BLOCK:
        return _(
            "Un párrafo tiene demasiadas negritas, cursivas, enlaces o cambios de línea: "
            "divídalo en varios párrafos o quíteselos."
        )
    if sum(tags) > _MOST_TAGS:
        return too_long
    if _length_of_links(blocks, content.get("entityMap", {})) > _LONGEST:
        return _("Los enlaces de este texto son demasiado largos: acórtelos o quite algunos.")
    return None


def _tags_of(block):
    """Return the maximum number of tags in ``block``.

    Each link starts a new part of the text, which repeats the tags of all styles in that part.
    """
    ends = []
    for style in block.get("inlineStyleRanges") or ():
        if len(style["style"]) > _LONGEST_NAME:
            raise ValueError("no name of a style")
        ends += [(style["offset"], 1), (style["offset"] + style["length"], -1)]
    ends.sort(key=itemgetter(0))
    at_once = max(accumulate(step for _place, step in ends), default=0)
    parts = len(ends) // 2 + len(block.get("entityRanges") or ())
    return parts * max(at_once, 1) + block.get("text", "").count("\n")


def _length_of_links(blocks, entities):
    """Return the length of all links together; a link counts as often as the text uses it."""
    lengths = {key: len(json.dumps(entity)) for key, entity in entities.items()}
    return sum(
        lengths.get(str(link["key"]), 0)
        for block in blocks
        for link in block.get("entityRanges") or ()
    )
