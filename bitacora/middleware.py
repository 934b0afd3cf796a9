from django.urls import reverse
from wagtail.log_actions import LogContext


class AdminLogMiddleware:
    """Lets the log tell what somebody did in the admin from what the system did by itself.

    Wagtail opens a context only around views that need a session. An entry without one was
    made by a command; from a form before signing in, as the one for a new password, it has
    a context without a person.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path.startswith(reverse("wagtailadmin_home")):
            return self.get_response(request)
        with LogContext():
            return self.get_response(request)
