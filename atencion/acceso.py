"""The pass to one case: the browser that sent it, or gave its number and code, sees it a while.

The session holds what names the case, so that no address, title or log has to.
"""

from django.conf import settings
from django.utils import timezone

from .models import Caso

_KEY = "atencion"


def dar(request, caso):
    """Let this browser see ``caso`` for ``ATENCION_PASO_MINUTOS``, and no other case."""
    until = timezone.now().timestamp() + settings.ATENCION_PASO_MINUTOS * 60
    request.session.cycle_key()
    request.session[_KEY] = {"envio": caso.envio.hex, "hasta": until}


def caso_visible(request):
    """Return the case that this browser may see, None without a pass or once it is over."""
    given = request.session.get(_KEY)
    if given is None or given["hasta"] < timezone.now().timestamp():
        return None
    return Caso.objects.filter(envio=given["envio"]).first()


def quitar(request):
    """Take the pass back: on somebody else's telephone nothing stays behind."""
    request.session.pop(_KEY, None)
