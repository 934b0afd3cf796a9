"""Where a form was sent from, for those that stand on pages that everybody gets alike.

A page of the cache holds no token of the visitor. What browsers say of themselves is enough where
nobody is signed in and there is nothing to gain but a wrong count.
"""

from urllib.parse import urlsplit

from django.utils.http import url_has_allowed_host_and_scheme


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
