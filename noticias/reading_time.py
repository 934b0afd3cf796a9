"""How long it takes to read a news item."""

import re

_TAG = re.compile("<[^<>]*>")
_WORDS_A_MINUTE = 200


def reading_minutes(cuerpo):
    """Return the minutes that the paragraphs of a body take, rounded up; 0 where there are none.

    Reads what the database holds: a block that is drawn asks for its images and pages, one
    query a body, and lists show many.
    """
    texts = (block["value"] for block in cuerpo.raw_data if block["type"] == "texto")
    words = sum(len(_TAG.sub(" ", text).split()) for text in texts)
    return -(-words // _WORDS_A_MINUTE)
