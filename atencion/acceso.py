"""The pass that lets one browser see one case for a limited time.

The browser gets it by sending the case, or by its number and code. The session holds the key of the
case, so that no address, title or log has to name the case.
"""

from django.conf import settings
from django.utils import timezone

from .models import Caso

_KEY = "atencion"


def grant(request, caso):
    """Let this browser see ``caso`` for ``ATENCION_PASO_MINUTOS``, and no other case."""
    until = timezone.now().timestamp() + settings.ATENCION_PASO_MINUTOS * 60
    request.session.cycle_key()
    request.session[_KEY] = {"envio": caso.envio.hex, "hasta": until}


def caso_visible(request):
    """Return the case that this browser may see; None if it has no pass or the pass expired."""
    given = request.session.get(_KEY)
    if given is None or given["hasta"] < timezone.now().timestamp():
        return None
    return Caso.objects.filter(envio=given["envio"]).first()


def remove(request):
    """Delete the pass from the session: the citizen may be using somebody else's telephone."""
    request.session.pop(_KEY, None)
