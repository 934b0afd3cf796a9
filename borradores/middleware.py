import re

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse

from .recuperacion import MARK, as_get, filling_forms

# A form says under which number its browser keeps a copy; the browser reads in a cookie which of
# them the server has.
_SENT = "copia"
_COOKIE = "copias_guardadas"
_NUMBER = re.compile(r"[0-9a-f]{16}")
_MOST = 8
_SECONDS = 24 * 3600


class CopiasMiddleware:
    """Tells browsers which forms arrived, and draws those again that they had kept.

    A form arrived where its view leads to another page; a page that shows the form again, an
    error, a refusal, or the one for signing in, say nothing of it, and the copy stays.
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
        # Who has not finished signing in, or may not see what is named, does not get here.
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
        # Drawn in another way, forms are not known to be cleaned: it is shown as it is saved.
        return response if kept.is_prepared else redirect(request.get_full_path())


def _is_of_the_admin(request):
    return request.path.startswith(reverse("wagtailadmin_home"))


def _arrived(request, response):
    if response.status_code not in (302, 303) or not getattr(request, "reached_its_view", False):
        return False
    if response["Location"].startswith(reverse("wagtailadmin_login")):
        return False
    # Whoever may not do something, or comes too late, is led elsewhere with a message of these
    # levels. What was done and has its «but» says that it was done as well.
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
    """Return the number of the copy whose form this answer shows again, and whether from the copy.

    Otherwise it was refused: what the browser keeps under that number is what the form shows.
    """
    if recovered := getattr(request, "copia_recuperada", None):
        return recovered, True
    number = request.POST.get(_SENT, "") if request.method == "POST" else ""
    return (number if _NUMBER.fullmatch(number) else None), False
