"""What answers at the host of a portal that is not open: not yet, or no more.

A portal that is being prepared is read by whoever has its link, and by no robot.
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
from base.models import PortalSettings
from base.views import dress_of
from servidor.caches.fragments import fragment
from servidor.por_dentro import POR_DENTRO

COOKIE = "preparacion"
_RETRY_AFTER = "86400"  # seconds: nothing is to be expected of the next minutes
_ROBOTS = "User-agent: *\nDisallow: /\n"
# Each knows by itself who may see what it shows, and answers so; anything else that it answers is
# drawn in the frame of the portal, or has looked for what stands there.
_APART = ("borrador_compartido", "ver_en_preparacion")
_SHOWN = (HTTPStatus.OK, HTTPStatus.FOUND, HTTPStatus.GONE)
# For how long browsers believe that a portal is led elsewhere: without a word they would for ever,
# also once it is given back. What stands in front asks again at once.
_KEPT = {"Cache-Control": "public, max-age=3600, s-maxage=1"}


class AperturaMiddleware:
    """Stands before the page cache, which knows nothing of who asks."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.admin = reverse("wagtailadmin_home")

    def __call__(self, request):
        try:
            frame = Frame.for_request(request)
            record = next((r for r in frame.registros if _is_of(r, frame.site)), None)
            former = record is None and _former(split_domain_port(request.get_host())[0])
        except Error:
            record = former = None  # said by the middleware that looks after the host
        if former:
            return _gone(former, request, frame.registros)
        if record is None or record.esta_abierto or self.is_of_admin(request):
            return self.get_response(request)
        if request.path == reverse("robots"):
            return HttpResponse(_ROBOTS, content_type="text/plain")
        response = self.shown(request, record) or self._not_yet(record, frame.registros)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        patch_cache_control(response, private=True, no_store=True)
        return response

    def is_of_admin(self, request):
        """Whether the admin answers: at a host without it the 404 of the portal would."""
        hosts = settings.ADMIN_HOSTS
        is_here = not hosts or split_domain_port(request.get_host())[0] in hosts
        return is_here and request.path.startswith(self.admin)

    def shown(self, request, record):
        """Return the answer that is for whoever asks, or None."""
        # Of a preview the view has asked already who may see it.
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
        response = HttpResponse(text, status=HTTPStatus.SERVICE_UNAVAILABLE)
        response.headers["Retry-After"] = _RETRY_AFTER
        return response


def _is_apart(request):
    try:
        return resolve(request.path_info).url_name in _APART
    except Resolver404:
        return False


def _was_let_in(request, record):
    given = request.COOKIES.get(COOKIE, "")
    return bool(record.llave) and compare_digest(given.encode(), record.llave.encode())


def _is_of(record, site):
    return site is not None and record.site_id == site.pk


def _former(hostname):
    """Return the settings of the portal that had the host once, or None."""
    found = fragment("portales-anteriores", _with_former_hosts)
    return next((record for record, hosts in found if hostname in hosts), None)


def _with_former_hosts():
    """Portals that stand first: a name may have passed on from one that was retired."""
    records = PortalSettings.objects.select_related("site", "lleva_a__site")
    ordered = sorted(records, key=lambda record: (record.esta_retirado, record.pk))
    found = [(r, {*r.hosts_anteriores, *[r.site.hostname] * r.esta_retirado}) for r in ordered]
    return [(record, hosts) for record, hosts in found if hosts]


def _gone(record, request, records):
    """Lead from a former name of a portal to its name of today; from one that is no more, on."""
    if not record.esta_retirado:
        url = record.site.root_url + request.get_full_path()
        return HttpResponsePermanentRedirect(url, headers=_KEPT)
    if record.lleva_a:
        return HttpResponsePermanentRedirect(f"{record.lleva_a.site.root_url}/", headers=_KEPT)
    province = next(other for other in records if other.es_provincial)
    context = {**dress_of(record), "inicio_url": f"{province.site.root_url}/"}
    return HttpResponse(render_to_string("410.html", context), status=HTTPStatus.GONE)
