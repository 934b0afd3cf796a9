"""One request to another system, with errors in words for editors (``servidor.red``)."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from servidor.red import CortadaError, RedPrivadaError, SinConexionError, ask, explain

from .resultados import MasTardeError, NoEnviadoError, SinRespuestaError

_LONGEST_ANSWER = 64 * 1024  # bytes; more is not read


def post(url, body, headers, *, leaving, guarded):
    """Send ``body`` to ``url`` and return the response.

    ``leaving`` is called when the connection is open, just before the first byte is sent: an error
    before that raises ``MasTardeError``, a later one ``SinRespuestaError``. With ``guarded``
    an address in a private network raises ``NoEnviadoError``.
    """
    host = urlsplit(url).hostname
    try:
        return ask(
            "POST",
            url,
            headers,
            body,
            seconds=settings.DIFUSION_PLAZO,
            guarded=guarded,
            longest=_LONGEST_ANSWER,
            leaving=leaving,
        )
    except RedPrivadaError:
        raise NoEnviadoError(
            _("«%(host)s» lleva a una red privada; no se envía a ella.") % {"host": host}
        ) from None
    except SinConexionError as error:
        raise MasTardeError(explain(error, host)) from None
    except CortadaError as error:
        raise SinRespuestaError(explain(error, host)) from None
