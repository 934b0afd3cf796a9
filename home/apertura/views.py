"""View that gives a browser access to a portal in preparation."""

from datetime import timedelta
from secrets import compare_digest

from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from base.frame import Frame

from .middleware import COOKIE

_KEPT = timedelta(days=60)


@require_safe
def preview(request, llave):
    """Store the key in a cookie and redirect to the portal; 404 if it is not the portal's key."""
    record = Frame.for_request(request).datos
    if not record.llave or not compare_digest(llave.encode(), record.llave.encode()):
        raise Http404
    response = HttpResponseRedirect(reverse("wagtail_serve", args=[""]))
    response.headers["Referrer-Policy"] = "no-referrer"
    response.set_cookie(
        COOKIE, llave, max_age=_KEPT, secure=request.is_secure(), httponly=True, samesite="Lax"
    )
    return response
