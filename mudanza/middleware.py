"""Redirects from addresses of older portals, where no page of ours answers."""

from http import HTTPStatus
from urllib.parse import urlparse

from django.conf import settings
from django.http import HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.encoding import uri_to_iri
from wagtail.contrib.redirects.middleware import RedirectMiddleware
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from .destinos import destino_de
from .formas import asks_by_query

# Browsers cache the redirect for an hour: without a limit they would keep it for ever, even after a
# correction. The proxy asks again at once: otherwise a page put back there would not be seen.
_KEPT = "public, max-age=3600, s-maxage=1"


class RedireccionesMiddleware(RedirectMiddleware):
    """Redirects made by hand, as Wagtail's, which asks up to four times for a path that has none.

    Here one query looks for all forms in which Wagtail would look: with the query or without, with
    letters or their codes.
    """

    def process_response(self, request, response):
        if response.status_code != HTTPStatus.NOT_FOUND or not self._is_known(request):
            return response
        return super().process_response(request, response)

    def _is_known(self, request):
        path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
        paths = {path, urlparse(path).path}
        paths = {each for each in paths | set(map(uri_to_iri, paths)) if "\0" not in each}
        return (
            Redirect.get_for_site(Site.find_for_request(request))
            .filter(old_path__in=paths)
            .exists()
        )


class DireccionesAnterioresMiddleware:
    """Redirects an address of an older portal to what became of it, permanently and in one step.

    It runs around Wagtail's redirects: those made by hand go first, unless the query of the address
    decides (``asks_by_query``). An unknown address stays a 404, which no cache keeps.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in ("GET", "HEAD") or self.is_of_others(request.path_info):
            return self.get_response(request)
        # The front page would answer 200 whatever its query says, so the query is checked first.
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
        """Whether a path is of the admin or of files that the web server serves."""
        prefixes = (reverse("wagtailadmin_home"), settings.STATIC_URL, settings.MEDIA_URL)
        return path.startswith(prefixes)
