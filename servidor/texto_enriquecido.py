"""How much one rich text may be, asked of what its editor sent before anything is made of it.

The editor sends JSON, and Wagtail makes HTML of whatever that says: of one number a million lists
one within another, of one long address a gigabyte. Much more is taken than anybody writes into one
block, and nothing that the toolbar cannot make.
"""

import json
from itertools import accumulate
from operator import itemgetter

from django.utils.translation import gettext as _

_LONGEST = 1_000_000  # letters, of JSON
_MOST_BLOCKS = 3_000  # paragraphs and lines of lists
_DEEPEST = 5  # the toolbar stops at four
# Tags within blocks. Those of one block are compared with one another, and may stand one within
# another.
_MOST_TAGS = 10_000
_MOST_TAGS_OF_A_BLOCK = 2_000
_LONGEST_NAME = 50  # of a style; it goes into the log as often as it is met


class RefusedText(str):
    """Stands in a form for a text that is refused. As HTML it says nothing.

    ``sent`` is what the editor sent, ``reason`` says to whoever wrote it what to do.
    """


def refusal(sent):
    """Return ``RefusedText`` for what the editor sent, or None where it is taken.

    Raises what comes of it where no editor can have sent it.
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
    """Return how many tags there may be within ``block``.

    Each link begins a new part of the text, which has its own of all styles that reach into it.
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
    """Return how long all links are together: each stands in the text as often as it is used."""
    lengths = {key: len(json.dumps(entity)) for key, entity in entities.items()}
    return sum(
        lengths.get(str(link["key"]), 0)
        for block in blocks
        for link in block.get("entityRanges") or ()
    )
