"""Screens that show or take a case: no cache keeps them and no robot lists them."""

from functools import wraps

from django.utils.cache import add_never_cache_headers


def privada(view):
    """Mark what ``view`` answers so that nobody keeps it, neither browsers nor search engines."""

    @wraps(view)
    def marked(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        response["X-Robots-Tag"] = "noindex"
        return response

    return marked
