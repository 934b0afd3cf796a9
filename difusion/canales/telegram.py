"""A channel of Telegram, through the Bot API: https://core.telegram.org/bots/api.

Every response is JSON with ``ok``. The key of the bot is in the URL, so no text may contain such a
URL. There is no way to send a message «only if it is not there».
"""

import json

from django.conf import settings
from django.utils.html import escape
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from urllib3.filepost import encode_multipart_formdata

from base.fotos import share_image
from difusion.red import post
from difusion.resultados import MasTardeError, NoEnviadoError, SinRespuestaError

_LONGEST = 950  # characters with the URL; Telegram allows 1024 below a picture


class _ContenidoError(NoEnviadoError):
    """Telegram refuses the message or the picture itself, in any channel."""


class Telegram:
    repite = False

    def __init__(self, ajustes):
        self.ajustes = ajustes

    @property
    def is_on(self):
        ajustes = self.ajustes
        return bool(ajustes.telegram_activo and ajustes.telegram_clave and ajustes.telegram_canal)

    @property
    def destino(self):
        return self.ajustes.telegram_canal

    def announce(self, anuncio, pagina, leaving):
        text = _message(pagina)
        if picture := _picture(pagina):
            try:
                return self._send("sendPhoto", leaving, caption=text, photo=picture)
            except _ContenidoError:
                pass  # send it without the picture: Telegram refused this, so nothing was published
        return self._send("sendMessage", leaving, text=text)

    def test(self):
        site = escape(self.ajustes.site.site_name)
        text = _("Mensaje de prueba del portal de %(sitio)s.") % {"sitio": site}
        self._send("sendMessage", lambda: None, text=text)

    def _send(self, method, leaving, **fields):
        fields |= {"chat_id": self.destino, "parse_mode": "HTML"}
        body, content_type = encode_multipart_formdata(fields)
        answer = post(
            f"{settings.TELEGRAM_API}/bot{self.ajustes.telegram_clave}/{method}",
            body,
            {"Content-Type": content_type},
            leaving=leaving,
            guarded=False,  # the host comes from the settings of the installation
        )
        result = self._read(answer)
        return str(result.get("message_id", ""))

    def _read(self, answer):
        """Return the result in a response of Telegram; raise an exception if it has none."""
        said = _json(answer.cuerpo)
        if said.get("ok") is True and isinstance(said.get("result"), dict):
            return said["result"]
        if said.get("ok") is not False:
            # A proxy may have answered: Telegram may have received the message or not.
            raise SinRespuestaError(
                _("Telegram no respondió como se esperaba (HTTP %(estado)d).")
                % {"estado": answer.estado}
            )
        raise self._refusal(answer.estado, said)

    def _refusal(self, estado, said):
        reason = str(said.get("description", ""))[:200].replace(self.ajustes.telegram_clave, "…")
        lowered = reason.lower()
        if estado in (401, 404):
            return NoEnviadoError(_("Telegram no reconoce la clave del bot."))
        if estado == 403 or "rights" in lowered:
            return NoEnviadoError(
                _("El bot no puede escribir en «%(canal)s»: hágalo administrador del canal.")
                % {"canal": self.destino}
            )
        if "chat not found" in lowered:
            return NoEnviadoError(
                _("Telegram no encuentra el canal «%(canal)s».") % {"canal": self.destino}
            )
        if estado == 429:
            return MasTardeError(_("Telegram pide esperar: son muchos mensajes."), _wait(said))
        if estado >= 500:
            return MasTardeError(_("Telegram tiene un problema (HTTP %d).") % estado)
        return _ContenidoError(_("Telegram no aceptó el mensaje: %s") % reason)


def _json(content):
    try:
        said = json.loads(content)
    except ValueError:  # also for bytes that are not text
        return {}
    return said if isinstance(said, dict) else {}


def _wait(said):
    parameters = said.get("parameters")
    seconds = parameters.get("retry_after") if isinstance(parameters, dict) else 0
    return seconds if isinstance(seconds, int) else 0


def _message(pagina):
    title, *lines = pagina.lineas_de_difusion()
    rest = Truncator("\n".join(lines)).chars(_LONGEST - len(title) - len(pagina.full_url))
    return f"<b>{escape(title)}</b>\n{escape(rest)}\n{escape(pagina.full_url)}"


def _picture(pagina):
    """Return (name, content, type) of the page's picture; None if it has none that can be read."""
    image = share_image(pagina.imagen_portada)
    if image is None:
        return None
    try:
        with image.file.open("rb") as file:
            return ("portada.jpg", file.read(), "image/jpeg")
    except OSError:
        return None
