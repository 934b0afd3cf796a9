"""A QR code of an address, drawn in the page itself: it is for the printed sheet."""

from functools import lru_cache

import segno
from django.utils.safestring import mark_safe


# Of the eight ways to draw one the best is looked for: a third of the time of the whole page.
@lru_cache(maxsize=1_000)
def qr_svg(url):
    """Return the ``<svg>`` of ``url``, silent for screen readers: the address stands beside it."""
    code = segno.make_qr(url, error="m")
    svg = code.svg_inline(scale=4, border=2, omitsize=True, svgclass="qr", lineclass=None)
    return mark_safe(svg.replace("<svg", '<svg aria-hidden="true" focusable="false"', 1))  # noqa: S308 - drawn by the library from a matrix
