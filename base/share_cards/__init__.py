"""The share card of a page without a cover image: its texts, and how it is drawn."""
