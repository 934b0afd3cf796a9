"""Common parts of the public views of this section: caching, addresses, rendering."""

from functools import wraps

from django.utils.cache import add_never_cache_headers


def private(view):
    """Keep the response of ``view`` out of caches and search engines.

    Error reports do not hold the POST parameters either.
    """

    @wraps(view)
    def marked(page, request, *args, **kwargs):
        request.sensitive_post_parameters = "__ALL__"  # as Django's decorator does
        response = view(page, request, *args, **kwargs)
        add_never_cache_headers(response)
        response["X-Robots-Tag"] = "noindex"
        return response

    return marked


def url_below(page, request, name, *args):
    """Return the address of the route ``name`` below ``page``."""
    return f"{page.get_url(request)}{page.reverse_subpage(name, args)}"


def render(page, request, *, template=None, status=200, **context):
    """Render ``page`` with ``context``; ``template`` is a name in ``templates/atencion``."""
    template = template and f"atencion/{template}.html"
    response = page.render(request, template=template, context_overrides=context)
    response.status_code = status
    return response
