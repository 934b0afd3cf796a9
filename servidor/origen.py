"""Where a form was sent from, and where it stands.

Some forms stand on pages that everybody gets alike: a page of the cache holds no token of the
visitor. What browsers say of themselves is enough where nobody is signed in and there is nothing
to gain but a wrong count.
"""

from functools import wraps
from urllib.parse import urlsplit

from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods


def only_sent(form_url):
    """Let the view take in what is sent; who opens its address by hand is led to the form.

    A form that came back with errors stands at that address. ``form_url`` gets what the view
    gets, and returns the address of the page with the form or raises ``Http404``.
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
    """Whether the browser sent the form from a page of this host; old ones do not tell."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin")
    return origin is None or _path_here(request, origin) is not None


def path_before(request):
    """The path of the page of this host on which the form stands; empty where nobody tells.

    A link to it stays on this host: of «//other.example» and the like only what stands before
    them was this host.
    """
    path = _path_here(request, request.headers.get("Referer", ""))
    return path if path and url_has_allowed_host_and_scheme(path, None) else ""


def _path_here(request, address):
    """The path of an address of this host, None of any other and of what is no address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return parts.path if parts.netloc == request.get_host() else None
