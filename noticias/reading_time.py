"""Estimated reading time of news items."""

import re

_TAG = re.compile("<[^<>]*>")
_WORDS_A_MINUTE = 200


def reading_minutes(cuerpo):
    """Return the minutes to read the paragraphs of a body, rounded up; 0 without paragraphs.

    Reads the raw data: rendering a block queries its images and pages, one query for each body, and
    lists show many.
    """
    texts = (block["value"] for block in cuerpo.raw_data if block["type"] == "texto")
    words = sum(len(_TAG.sub(" ", text).split()) for text in texts)
    return -(-words // _WORDS_A_MINUTE)
