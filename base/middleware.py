"""Middleware that answers before any view (health, unknown hosts) or adds headers for browsers."""

import logging
from http import HTTPStatus

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.db import Error
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.http.request import QueryDict, split_domain_port
from django.shortcuts import redirect
from django.urls import reverse, translate_url
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from prometheus_client import CONTENT_TYPE_LATEST

from servidor.database import waiting
from servidor.metrics import exposition
from usuarios.middleware import is_signing_in

from . import health
from .frame import Frame
from .homes import portal_records
from .idiomas import SIN_TRADUCCION
from .portales import portal_for_host
from .sections import contributions
from .site_roots import ensure_site_root_paths, site_root_paths
from .views import not_now

logger = logging.getLogger(__name__)

_RETRY_AFTER = "60"  # seconds


class HealthMiddleware:
    """Answers ``/healthz``, ``/readyz`` and ``/metrics`` on any host, before sessions or redirects.

    A load balancer uses the server's address, not the host of a portal. ``/healthz`` returns 200
    while the process lives; ``/readyz`` returns 200 if database and cache work, else 503 with the
    failing part and the reason.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path == "/healthz":
            return HttpResponse(f"ok {settings.VERSION}\n", content_type="text/plain")
        answer = {"/metrics": self.metrics, "/readyz": self.readyz}.get(request.path)
        if answer is None:
            return self.get_response(request)
        with waiting(settings.DATABASE_SECONDS["reading"]):
            return answer()

    def metrics(self):
        told = exposition(contributions("gauges"))
        return HttpResponse(told, content_type=CONTENT_TYPE_LATEST)

    def readyz(self):
        report = health.report()
        return JsonResponse(report, status=503 if "failing" in report.values() else 200)


class NotNowMiddleware:
    """Adds ``Retry-After`` and ``no-store`` to each 503 response."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code == HTTPStatus.SERVICE_UNAVAILABLE:
            response.headers.setdefault("Retry-After", _RETRY_AFTER)
            response.headers["Cache-Control"] = "no-store"
        return response


class BrowserPolicyMiddleware(CSPMiddleware):
    """Adds the headers that tell browsers what a page may do and which sites may use a response.

    The admin has its own content security policy; its sign-in pages use that of the site.
    """

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        is_of_admin = request.path.startswith(reverse("wagtailadmin_home"))
        if is_of_admin and not report_only and not is_signing_in(request):
            parts.config = parts.config or settings.ADMIN_CONTENT_SECURITY_POLICY
        return parts

    def process_response(self, request, response):
        response = super().process_response(request, response)
        if response.get("Content-Type", "").startswith("text/html"):
            response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        # Responses open to other sites have set this header: ``para_otros_sitios``.
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class PortalHostMiddleware:
    """Serves known hosts only: an alias redirects, and any other name gets a plain 404.

    It replaces ``ALLOWED_HOSTS``: the valid hosts are those of the portals' sites, so a portal
    added to the data file answers as soon as ``crear_portales`` has run.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        hostname = split_domain_port(request.get_host())[0]
        try:
            frame = Frame.for_request(request)
            if frame.datos is None:
                return self.not_a_portal(request, hostname)
        except Error:
            logger.exception(health.UNPREPARED)
            return not_now(request)
        if request.method in ("GET", "HEAD"):
            request._wagtail_cached_site_root_paths = site_root_paths()  # Wagtail's own cache
        else:
            ensure_site_root_paths()
        admin = request.path.startswith(reverse("wagtailadmin_home"))
        if admin and settings.ADMIN_HOSTS and hostname not in settings.ADMIN_HOSTS:
            raise Http404
        return self.get_response(request)

    def not_a_portal(self, request, hostname):
        records = portal_records()
        if not records:
            logger.error(health.NO_PORTALS)
            return not_now(request)
        portal = portal_for_host(hostname)
        for record in records:
            if portal is not None and record.slug == portal.slug:
                url = record.site.root_url + request.get_full_path()
                return HttpResponsePermanentRedirect(url)
        text = _("Este nombre de servidor no pertenece a ningún portal.")
        return HttpResponse(f"{text}\n", status=404, content_type="text/plain; charset=utf-8")


class PortalLanguageMiddleware:
    """Redirects from a language that the portal does not offer to the same address in Spanish.

    Pages are redirected in ``wagtail_hooks``: only a page knows its address in the other language.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if self.is_offered(request) or request.resolver_match.url_name == "wagtail_serve":
            return None
        query = QueryDict(request.META.get("QUERY_STRING", ""), mutable=True)
        query[SIN_TRADUCCION] = get_language()
        path = translate_url(request.path, settings.LANGUAGE_CODE)
        return redirect(f"{path}?{query.urlencode()}")

    def process_exception(self, request, exception):
        """Activate Spanish for the error page if the portal does not offer the language."""
        if not self.is_offered(request):
            translation.activate(settings.LANGUAGE_CODE)

    def is_offered(self, request):
        return Frame.for_request(request).datos.ofrece(get_language())
