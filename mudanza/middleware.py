"""Answers at the addresses of older portals, where nothing else does."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpResponsePermanentRedirect
from django.urls import reverse

from .destinos import destino_de
from .formas import asks_by_query

# For how long browsers believe it: without a word they would for ever, whatever is mended. What
# stands in front asks again at once, or a page that is put back there is not seen.
_KEPT = "public, max-age=3600, s-maxage=1"


class DireccionesAnterioresMiddleware:
    """Leads from an address of an older portal to what became of it, for good and in one step.

    It stands around Wagtail's redirects: what somebody has set by hand goes first. What is not
    known stays the 404 that it was, which no cache keeps.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in ("GET", "HEAD") or self.is_of_others(request.path_info):
            return self.get_response(request)
        # The front page answers whatever its query says.
        by_query = bool(request.META.get("QUERY_STRING")) and asks_by_query(
            request.path_info, request.GET
        )
        if by_query and (answer := self.lead(request)):
            return answer
        response = self.get_response(request)
        if response.status_code != HTTPStatus.NOT_FOUND or by_query:
            return response
        return self.lead(request) or response

    def lead(self, request):
        url = destino_de(request)
        if url is None:
            return None
        return HttpResponsePermanentRedirect(url, headers={"Cache-Control": _KEPT})

    def is_of_others(self, path):
        """Whether a path is of the admin or of files that the web server gives."""
        prefixes = (reverse("wagtailadmin_home"), settings.STATIC_URL, settings.MEDIA_URL)
        return path.startswith(prefixes)
