"""QR code of an address as inline SVG, for the printed page."""

from functools import lru_cache

import segno
from django.utils.safestring import mark_safe


# Cached: trying the eight masks of a QR code takes a third of the time of the whole page.
@lru_cache(maxsize=1_000)
def qr_svg(url):
    """Return the ``<svg>`` of ``url``, hidden from screen readers: the address is beside it."""
    code = segno.make_qr(url, error="m")
    svg = code.svg_inline(scale=4, border=2, omitsize=True, svgclass="qr", lineclass=None)
    return mark_safe(svg.replace("<svg", '<svg aria-hidden="true" focusable="false"', 1))  # noqa: S308 - drawn by the library from a matrix
