"""Compression of text responses; images and documents are compressed already."""

import re

from django.middleware.gzip import GZipMiddleware

TEXT = re.compile(r"text/|image/svg\+xml|application/(?:[\w.-]+\+)?(?:json|xml|javascript)\b")


class TextGZipMiddleware(GZipMiddleware):
    """Compresses text only: other responses keep their ``Content-Length``, which clients want."""

    def process_response(self, request, response):
        if not TEXT.match(response.get("Content-Type", "")):
            return response
        return super().process_response(request, response)
