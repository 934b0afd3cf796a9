"""The card with which a page without an image is shared: what it tells, and how it is drawn."""
