"""A QR code of an address, drawn in the page itself: it is for the printed sheet."""

import segno
from django.utils.safestring import mark_safe


def qr_svg(url):
    """Return the ``<svg>`` of ``url``, silent for screen readers: the address stands beside it."""
    code = segno.make_qr(url, error="m")
    svg = code.svg_inline(scale=4, border=2, omitsize=True, svgclass="qr", lineclass=None)
    return mark_safe(svg.replace("<svg", '<svg aria-hidden="true" focusable="false"', 1))  # noqa: S308 - drawn by the library from a matrix
