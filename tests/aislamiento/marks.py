"""Marked words: every text of a portal carries one, so that a leak names itself.

Names and hosts of the portals are public and bear none.
"""

import re

WORD = "zanahoria"  # what to search for: stands in every text, betrays nothing


class Marker:
    """Hands out the words of one portal, each of them once."""

    def __init__(self, slug):
        self.prefix = f"qx{slug}"
        self.count = 0

    def __call__(self, kind):
        """Return a new word that tells whose and what it is."""
        self.count += 1
        return f"{self.prefix}-{kind}-{self.count}".lower().replace("_", "-")

    def text(self, kind):
        return f"{self(kind)} {WORD}"


class PublicMarker(Marker):
    """Hands out the words of what everybody may read."""

    def __init__(self):
        super().__init__("x")
        self.prefix = "publico"


def foreign_marks(slugs):
    """Return the expression that finds the words of the portals ``slugs``, by their kind."""
    return re.compile(rf"qx(?:{'|'.join(slugs)})-([a-z][a-z0-9-]*?)(?=-?\d|\b)", re.IGNORECASE)
