"""Marked words: every text of a portal holds one, so that a leak shows where it comes from.

Names and hosts of the portals are public and are not marked.
"""

import re

WORD = "zanahoria"  # the word to search for: every text holds it, and it tells nothing


class Marker:
    """Makes the marked words of one portal, each of them once."""

    def __init__(self, slug):
        self.prefix = f"qx{slug}"
        self.count = 0

    def __call__(self, kind):
        """Return a new word that says its portal and its kind."""
        self.count += 1
        return f"{self.prefix}-{kind}-{self.count}".lower().replace("_", "-")

    def text(self, kind):
        return f"{self(kind)} {WORD}"


class PublicMarker(Marker):
    """Makes the words of texts that everybody may read."""

    def __init__(self):
        super().__init__("x")
        self.prefix = "publico"


def foreign_marks(slugs):
    """Return the pattern of the marked words of the portals ``slugs``; group 1 is the kind."""
    return re.compile(rf"qx(?:{'|'.join(slugs)})-([a-z][a-z0-9-]*?)(?=-?\d|\b)", re.IGNORECASE)
