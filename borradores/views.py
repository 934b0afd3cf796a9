from django.contrib.sessions.models import Session
from django.db import DatabaseError, transaction
from django.db.models import F
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.template.response import TemplateResponse
from django.utils.timezone import now

from .claves import keys_of


def _takes_writes(request):
    """Whether the database keeps what is written; the row of the session stays as it is."""
    own = Session.objects.filter(pk=request.session.session_key)
    try:
        with transaction.atomic():
            own.update(expire_date=F("expire_date"))
    except DatabaseError:
        return False
    return True


def pulso(request):
    """Tell a form that is open whether its person is signed in still, and how to send it.

    Scripts without a session get 403, as everywhere in the admin. Whoever signed in again to go
    on in another tab is told to go back there. A server whose disk is full answers, and keeps
    nothing: forms are told so before they are sent.
    """
    if request.headers.get("x-requested-with") != "XMLHttpRequest":
        return TemplateResponse(request, "borradores/admin/listo.html")
    return JsonResponse(
        {
            # Of a page that was drawn before another key was put first, too.
            "quienes": [owner for owner, _key in keys_of(request.user)],
            "ficha": get_token(request),
            "guarda": _takes_writes(request),
            "ahora": int(now().timestamp() * 1000),
        },
        headers={"Cache-Control": "no-store"},
    )
