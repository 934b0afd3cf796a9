"""What the screens of this section share: who keeps them, where they lead, how they are drawn."""

from functools import wraps

from django.utils.cache import add_never_cache_headers


def private(view):
    """Let nobody keep what ``view`` answers, neither browsers nor search engines.

    Nor does a report of an error keep what was sent to it.
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
    """Return the address below ``page`` that its presentation calls ``name``."""
    return f"{page.get_url(request)}{page.reverse_subpage(name, args)}"


def render(page, request, *, template=None, status=200, **context):
    """Return ``page`` with ``context`` in the ``template``, a name in ``templates/atencion``."""
    template = template and f"atencion/{template}.html"
    response = page.render(request, template=template, context_overrides=context)
    response.status_code = status
    return response
