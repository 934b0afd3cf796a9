"""A signed request to another system: https://www.standardwebhooks.com.

docs/difusion.md describes the fields, and how the receiver verifies the signature.
"""

import base64
import hashlib
import hmac
import json
import time
import uuid
from urllib.parse import urljoin

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from base.fotos import share_image
from difusion.red import post
from difusion.resultados import MasTardeError, NoEnviadoError
from difusion.tipos import nombre_de
from difusion.validadores import secret_bytes

# HTTP codes of temporary errors: request timeout, too early, too many requests.
_PASSING = {408, 425, 429}


class Webhook:
    # The receiver recognises a repeated message by its identifier.
    repite = True

    def __init__(self, ajustes):
        self.ajustes = ajustes

    @property
    def is_on(self):
        ajustes = self.ajustes
        return bool(ajustes.webhook_activo and ajustes.webhook_url and ajustes.webhook_secreto)

    @property
    def destino(self):
        return self.ajustes.webhook_url

    def announce(self, anuncio, pagina, leaving):
        title, *lines = pagina.lineas_de_difusion()
        data = {
            "tipo": nombre_de(type(pagina)).partition(".")[2].removesuffix("page"),
            "titulo": title,
            "texto": "\n".join(lines),
            "url": pagina.full_url,
            "imagen": self._picture(pagina),
            "publicado": pagina.first_published_at.isoformat(),
        }
        self._send("pagina.publicada", anuncio.clave, data, leaving)
        return ""

    def _picture(self, pagina):
        image = share_image(pagina.imagen_portada)
        return image and urljoin(self.ajustes.site.root_url, image.url)

    def test(self):
        self._send("prueba", uuid.uuid4(), {}, lambda: None)

    def _send(self, event, key, data, leaving):
        site = self.ajustes.site
        content = {
            "type": event,
            "timestamp": timezone.now().isoformat(),
            "data": {"portal": {"nombre": site.site_name, "url": f"{site.root_url}/"}, **data},
        }
        body = json.dumps(content, ensure_ascii=False).encode()
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "PortalesDelCiudadano",
            **signature(self.ajustes.webhook_secreto, key, int(time.time()), body),
        }
        answer = post(
            self.destino,
            body,
            headers,
            leaving=leaving,
            guarded=not settings.DIFUSION_RED_PRIVADA,
        )
        _read(answer.estado)


def signature(secret, key, moment, body):
    """Return the headers that sign ``key``, ``body`` and ``moment`` (Unix time in seconds)."""
    signed = b"%s.%d.%s" % (str(key).encode(), moment, body)
    digest = hmac.new(secret_bytes(secret), signed, hashlib.sha256).digest()
    return {
        "webhook-id": str(key),
        "webhook-timestamp": str(moment),
        "webhook-signature": f"v1,{base64.b64encode(digest).decode()}",
    }


def _read(estado):
    if 200 <= estado < 300:
        return
    if 300 <= estado < 400:
        raise NoEnviadoError(
            _("El otro sistema redirige a otra dirección: escriba la dirección final en el canal.")
        )
    if estado in _PASSING or estado >= 500:
        raise MasTardeError(_("El otro sistema tiene un problema (HTTP %d).") % estado)
    raise NoEnviadoError(_("El otro sistema no aceptó el anuncio (HTTP %d).") % estado)
