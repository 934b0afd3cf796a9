"""Hours as people write them."""

import re
from datetime import time

_NOON = 12
_HOUR = re.compile(r"(\d{1,2})(?:[:.h]?(\d{2}))?(?::\d{2})?\s*([ap])?\.?\s?(?:m\.?)?", re.ASCII)


def read_hour(text):
    """Return the time that «8:00 a.m.», «4.30 PM», «1630» or «8» says; raise ``ValueError``."""
    match = _HOUR.fullmatch(text.lower().strip())
    if match is None:
        raise ValueError(text)
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
    if half and not 1 <= hour <= _NOON:
        raise ValueError(text)
    if half:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    return time(hour, minute)
