"""One request to another system, and how it ended in words for editors (``servidor.red``)."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from servidor.red import CortadaError, RedPrivadaError, SinConexionError, ask, explain

from .resultados import MasTardeError, NoEnviadoError, SinRespuestaError

_LONGEST_ANSWER = 64 * 1024  # bytes; more is not read


def post(url, body, headers, *, leaving, guarded):
    """Send ``body`` to ``url`` and return what is answered.

    ``leaving`` is called when the connection stands, just before the first byte leaves: what
    fails before raises ``MasTardeError``, what fails afterwards ``SinRespuestaError``. With
    ``guarded`` addresses of private networks are refused, by ``NoEnviadoError``.
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
