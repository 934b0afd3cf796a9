"""Checks from which page a form was sent.

Some forms are on pages from the cache, which are the same for everybody and contain no CSRF token.
The headers of the browser are enough if nobody is signed in and an attacker could gain nothing but
a wrong count.
"""

from functools import wraps
from urllib.parse import urlsplit

from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods


def only_sent(form_url):
    """Return a decorator: the view gets only POST requests; others are redirected to the form.

    After an error the form is shown at the view's own address, so people may reload it.
    ``form_url`` gets the arguments of the view, and returns the address of the page with the form
    or raises ``Http404``.
    """

    def decorate(view):
        @wraps(view)
        @require_http_methods(["GET", "HEAD", "POST"])
        def led(request, *args, **kwargs):
            if request.method != "POST":
                return redirect(form_url(request, *args, **kwargs))
            return view(request, *args, **kwargs)

        return led

    return decorate


def is_from_own_pages(request):
    """Return whether a page of this host sent the form; True for old browsers, which do not say."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin")
    return origin is None or _path_here(request, origin) is not None


def path_before(request):
    """Return the path of the page of this host that contains the form; "" if it is not known.

    The path is safe as a link: «//other.example» would lead to another host, so it gives "".
    """
    path = _path_here(request, request.headers.get("Referer", ""))
    return path if path and url_has_allowed_host_and_scheme(path, None) else ""


def _path_here(request, address):
    """Return the path of ``address`` if it is on this host, else None."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return parts.path if parts.netloc == request.get_host() else None
