"""The switch with which a visitor saves data, or sees everything again."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.http import escape_leading_slashes, url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from servidor.save_data import COOKIE, NO, YES

_A_YEAR = 365 * 24 * 3600  # seconds


@never_cache
@csrf_exempt  # public pages have no token, and it changes only how this browser reads
@require_POST
def choose(request):
    """Remember what the visitor chose in a cookie, and lead back to the page."""
    response = HttpResponseRedirect(_page_before(request))
    response.set_cookie(
        COOKIE,
        YES if request.POST.get("ahorro") == YES else NO,
        max_age=_A_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _page_before(request):
    address = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(address, {request.get_host()}):
        return reverse("wagtail_serve", args=[""])
    parts = urlsplit(address)
    path = escape_leading_slashes(parts.path)  # "//other.cu/" would be another host
    return f"{path}?{parts.query}" if parts.query else path
