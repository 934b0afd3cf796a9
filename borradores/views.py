from django.contrib.sessions.models import Session
from django.db import DatabaseError, transaction
from django.db.models import F
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.template.response import TemplateResponse
from django.utils.timezone import now

from .claves import keys_of


def _takes_writes(request):
    """Whether the database accepts writes, tried with an update that changes nothing."""
    own = Session.objects.filter(pk=request.session.session_key)
    try:
        with transaction.atomic():
            own.update(expire_date=F("expire_date"))
    except DatabaseError:
        return False
    return True


def pulso(request):
    """Return as JSON the user's owner names, a CSRF token, whether writes succeed, and the time.

    The script of an open form requests it; without a session, scripts get 403 as everywhere in
    the admin. Other requests get a page that sends the user back to the tab of the form. A server
    with a full disk responds but cannot save; the form learns this before it is sent.
    """
    if request.headers.get("x-requested-with") != "XMLHttpRequest":
        return TemplateResponse(request, "borradores/admin/listo.html")
    return JsonResponse(
        {
            # All owner names: the page may have been rendered when another key was the first.
            "quienes": [owner for owner, _key in keys_of(request.user)],
            "ficha": get_token(request),
            "guarda": _takes_writes(request),
            "ahora": int(now().timestamp() * 1000),
        },
        headers={"Cache-Control": "no-store"},
    )
