"""Compression of text responses; images and documents are compressed already."""

import re
from functools import lru_cache

from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

TEXT = re.compile(r"text/|image/svg\+xml|application/(?:[\w.-]+\+)?(?:json|xml|javascript)\b")


class TextGZipMiddleware(GZipMiddleware):
    """Compresses text only: other responses keep their ``Content-Length``, which clients want.

    Django also compresses for clients that refuse it with ``gzip;q=0``.
    """

    def process_response(self, request, response):
        if not TEXT.match(response.get("Content-Type", "")):
            return response
        if "gzip" not in encodings(request.META.get("HTTP_ACCEPT_ENCODING", "")):
            patch_vary_headers(response, ("Accept-Encoding",))
            return response
        return super().process_response(request, response)


@lru_cache(maxsize=64)
def encodings(header):
    """Return the encodings that a header ``Accept-Encoding`` names, without those with ``q=0``."""
    offers = (offer.replace(" ", "").lower().partition(";q=") for offer in header.split(","))
    return {name for name, _is_weighted, weight in offers if weight.strip("0.") or not weight}
