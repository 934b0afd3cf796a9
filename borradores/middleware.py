import re

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse

from .recuperacion import MARK, as_get, filling_forms

# A form sends the number of its copia in the field ``copia``. The cookie tells the browser the
# numbers of the forms that the server has saved.
_SENT = "copia"
_COOKIE = "copias_guardadas"
_NUMBER = re.compile(r"[0-9a-f]{16}")
_MOST = 8
_SECONDS = 24 * 3600


class CopiasMiddleware:
    """Tells the browser which forms were saved, and renders a form again from its copia.

    A form counts as saved when its view redirects to another page. The copia stays when the
    response shows the form again, is an error or a refusal, or leads to the sign-in page.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method == "POST" and _is_of_the_admin(request) and _arrived(request, response):
            _tell(request, response)
        return response

    def process_view(self, request, view, args, kwargs):
        if request.method != "POST" or not _is_of_the_admin(request):
            return None
        # Earlier middleware stops users who have not finished signing in or lack access.
        request.reached_its_view = request.user.is_authenticated
        number = request.POST.get(MARK, "")
        if not request.reached_its_view or not _NUMBER.fullmatch(number):
            return None
        kept = as_get(request)
        request.copia_recuperada = number
        with filling_forms(kept):
            response = view(request, *args, **kwargs)
            if not getattr(response, "is_rendered", True):
                response.render()
        # Without a template response, the forms were not cleaned: show the saved data instead.
        return response if kept.is_prepared else redirect(request.get_full_path())


def _is_of_the_admin(request):
    return request.path.startswith(reverse("wagtailadmin_home"))


def _arrived(request, response):
    if response.status_code not in (302, 303) or not getattr(request, "reached_its_view", False):
        return False
    if response["Location"].startswith(reverse("wagtailadmin_login")):
        return False
    # A refused or late request also redirects, with an error or a warning. A warning beside a
    # success message belongs to a form that was saved.
    levels = {message.level for message in request._messages._queued_messages}
    is_refused = messages.WARNING in levels and messages.SUCCESS not in levels
    return messages.ERROR not in levels and not is_refused


def _tell(request, response):
    number = request.POST.get(_SENT, "")
    if not _NUMBER.fullmatch(number):
        return
    others = [
        other
        for other in request.COOKIES.get(_COOKIE, "").split(".")
        if _NUMBER.fullmatch(other) and other != number
    ]
    response.set_cookie(
        _COOKIE,
        ".".join([*others, number][-_MOST:]),
        max_age=_SECONDS,
        path=reverse("wagtailadmin_home"),
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def copy_shown(request):
    """Return (number of the copia or None, whether the form on this page was recovered from it).

    If not recovered, the form shows the data of a refused POST; the copia holds the same data.
    """
    if recovered := getattr(request, "copia_recuperada", None):
        return recovered, True
    number = request.POST.get(_SENT, "") if request.method == "POST" else ""
    return (number if _NUMBER.fullmatch(number) else None), False
