"""Which request is being answered, in the words of the log.

nginx gives each request a name (``$request_id``) and writes it down with the address. What the
application says meanwhile bears the same, and the host: of one complaint both sides are found.
"""

import re
from contextvars import ContextVar

# As nginx makes it; whatever else somebody sends is not written down.
_NAME = re.compile(r"[0-9a-f]{32}")
_HOST = re.compile(r"[a-z0-9.-]{1,253}")
_current = ContextVar("the request that is answered", default="")


def current():
    """Return name and host of the request that is answered now; empty outside of any."""
    return _current.get()


class RequestNameMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        name = _NAME.fullmatch(request.headers.get("X-Request-ID", ""))
        host = _HOST.match(request.META.get("HTTP_HOST", "").lower())
        token = _current.set(" ".join(found[0] for found in (name, host) if found))
        try:
            return self.get_response(request)
        finally:
            _current.reset(token)
