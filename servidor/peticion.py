"""The id of the current request, for the log.

nginx gives each request an id (``$request_id``) and logs it with the address. The log lines of the
application contain the same id and the host, so both logs can be compared.
"""

import re
from contextvars import ContextVar

# The format of nginx; any other value of the header is not logged.
_NAME = re.compile(r"[0-9a-f]{32}")
_HOST = re.compile(r"[a-z0-9.-]{1,253}")
_current = ContextVar("the request that is answered", default="")


def current():
    """Return the id and host of the current request as text; "" outside of a request."""
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
