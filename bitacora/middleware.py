from django.urls import reverse
from wagtail.log_actions import LogContext


class AdminLogMiddleware:
    """Middleware that opens a log context for every request to the admin.

    Wagtail opens a context only around views that need a session. With this middleware an entry
    without a context (without ``uuid``) comes from a command, and an entry with a context but no
    user comes from a form before signing in, such as the password reset.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path.startswith(reverse("wagtailadmin_home")):
            return self.get_response(request)
        with LogContext():
            return self.get_response(request)
