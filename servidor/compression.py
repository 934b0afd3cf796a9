"""What travels compressed: text. Pictures and documents are compressed already."""

import re

from django.middleware.gzip import GZipMiddleware

TEXT = re.compile(r"text/|image/svg\+xml|application/(?:[\w.-]+\+)?(?:json|xml|javascript)\b")


class TextGZipMiddleware(GZipMiddleware):
    """Leaves all else alone: networks and people want to know how long it is."""

    def process_response(self, request, response):
        if not TEXT.match(response.get("Content-Type", "")):
            return response
        return super().process_response(request, response)
