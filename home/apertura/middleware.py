"""Responses at the host of a portal in preparation, of a retired one, and of a former host.

Visitors with its link may read a portal in preparation; robots may not. Other visitors get 403:
a proxy would cover a 503 with the page that was public before.
"""

from http import HTTPStatus
from secrets import compare_digest

from django.conf import settings
from django.db import Error
from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.http.request import split_domain_port
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve, reverse
from django.utils.cache import patch_cache_control

from base.frame import Frame
from base.homes import record_of
from base.models import PortalSettings
from base.views import dress_of
from home.sin_conexion import removal
from servidor.caches.fragments import fragment
from servidor.por_dentro import POR_DENTRO

COOKIE = "preparacion"
_ROBOTS = "User-agent: *\nDisallow: /\n"
# URL names of views that check access themselves. Only responses with the statuses below are passed
# on; any other response would show the frame of the portal or reveal what exists.
_APART = ("borrador_compartido", "ver_en_preparacion")
_SHOWN = (HTTPStatus.OK, HTTPStatus.FOUND, HTTPStatus.GONE)
# Browsers cache the redirect for an hour; without the header they would keep it for ever, even
# after the portal is restored. A proxy in front asks again after a second.
_KEPT = {"Cache-Control": "public, max-age=3600, s-maxage=1"}
# A proxy stores this response in the place of the page that was public; it asks again after a
# second, and does not store for visitors with the cookie (deploy/nginx/portales.conf).
_IN_ITS_PLACE = {"Cache-Control": "public, max-age=0, s-maxage=1"}


class AperturaMiddleware:
    """The page cache runs first and does not know the visitor: pages must not be stored there."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.admin = reverse("wagtailadmin_home")

    def __call__(self, request):
        try:
            frame = Frame.for_request(request)
            record = frame.site and record_of(frame.site.pk)
            former = record is None and _former(split_domain_port(request.get_host())[0])
        except Error:
            record = former = None  # the middleware that checks the host reports it
        is_closed = former or (record is not None and not record.esta_abierto)
        if is_closed and request.path == reverse("trabajador"):
            return removal()
        if former:
            return _gone(former, request, frame.registros)
        if record is None or record.esta_abierto or self.is_of_admin(request):
            return self.get_response(request)
        if request.path == reverse("robots"):
            return HttpResponse(_ROBOTS, content_type="text/plain", headers=_IN_ITS_PLACE)
        if response := self.shown(request, record):
            patch_cache_control(response, private=True, no_store=True)
        else:
            response = self._not_yet(record, frame.registros)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    def is_of_admin(self, request):
        """Return whether the admin handles the URL; at hosts without it, the portal's 404 would."""
        hosts = settings.ADMIN_HOSTS
        is_here = not hosts or split_domain_port(request.get_host())[0] in hosts
        return is_here and request.path.startswith(self.admin)

    def shown(self, request, record):
        """Return the response of the view if the visitor may have it, or None."""
        # For a preview, the preview's view has checked access already.
        is_inside = POR_DENTRO in request.META or getattr(request, "is_dummy", False)
        if is_inside or _was_let_in(request, record):
            return self.get_response(request)
        if not _is_apart(request):
            return None
        response = self.get_response(request)
        return response if response.status_code in _SHOWN else None

    @staticmethod
    def _not_yet(record, records):
        province = next((r for r in records if r.es_provincial and r.esta_abierto), None)
        context = {
            **dress_of(record),
            "inicio_url": f"{record.site.root_url}/",
            "salida_url": province and f"{province.site.root_url}/",
        }
        text = render_to_string("home/apertura/en_preparacion.html", context)
        return HttpResponse(text, status=HTTPStatus.FORBIDDEN, headers=_IN_ITS_PLACE)


def _is_apart(request):
    try:
        return resolve(request.path_info).url_name in _APART
    except Resolver404:
        return False


def _was_let_in(request, record):
    given = request.COOKIES.get(COOKIE, "")
    return bool(record.llave) and compare_digest(given.encode(), record.llave.encode())


def _former(hostname):
    """Return the settings of the portal that used the host in the past, or None."""
    found = fragment("portales-anteriores", _with_former_hosts)
    return next((record for record, hosts in found if hostname in hosts), None)


def _with_former_hosts():
    """Return (settings, former hosts) pairs; retired portals last, whose names may be reused."""
    records = PortalSettings.objects.select_related("site", "lleva_a__site")
    ordered = sorted(records, key=lambda record: (record.esta_retirado, record.pk))
    found = [(r, {*r.hosts_anteriores, *[r.site.hostname] * r.esta_retirado}) for r in ordered]
    return [(record, hosts) for record, hosts in found if hosts]


def _gone(record, request, records):
    """Redirect from a former host, or from a retired portal to its successor; else respond 410."""
    if not record.esta_retirado:
        url = record.site.root_url + request.get_full_path()
        return HttpResponsePermanentRedirect(url, headers=_KEPT)
    if record.lleva_a:
        return HttpResponsePermanentRedirect(f"{record.lleva_a.site.root_url}/", headers=_KEPT)
    province = next((other for other in records if other.es_provincial), None)
    context = {**dress_of(record), "inicio_url": province and f"{province.site.root_url}/"}
    return HttpResponse(render_to_string("410.html", context), status=HTTPStatus.GONE)
