"""Mail stored as files, one for each message, as a mail server would get it."""

import email
import email.policy
import os
import secrets
from dataclasses import dataclass
from datetime import UTC
from email.message import EmailMessage

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone
from django.utils.timezone import is_aware

from base.texto import plain

MAX = 200  # older files are deleted


class ArchivosBackend(BaseEmailBackend):
    """Stores mail in ``BUZON_ROOT``, readable only by the owner: it holds codes of cases."""

    def send_messages(self, email_messages):
        settings.BUZON_ROOT.mkdir(mode=0o700, parents=True, exist_ok=True)
        for message in email_messages:
            name = f"{timezone.now():%Y%m%d-%H%M%S-%f}-{secrets.token_hex(3)}"
            half = settings.BUZON_ROOT / f"{name}.half"
            descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(message.message().as_bytes())
            half.rename(half.with_suffix(".eml"))
        for path in _newest_first()[MAX:]:
            path.unlink(missing_ok=True)
        return len(email_messages)


@dataclass(frozen=True)
class Correo:
    """Stored mail, with the fields that people read."""

    clave: str
    mensaje: EmailMessage

    @property
    def asunto(self):
        return self.mensaje.get("Subject", "")

    @property
    def para(self):
        return self.mensaje.get("To", "")

    @property
    def de(self):
        return self.mensaje.get("From", "")

    @property
    def escrito(self):
        """Time of sending; Django writes it in UTC but without saying so (the zone is -0000)."""
        moment = self.mensaje["Date"].datetime
        return moment if is_aware(moment) else moment.replace(tzinfo=UTC)

    @property
    def texto(self):
        return self.mensaje.get_body(("plain", "html")).get_content()

    def holds(self, words):
        """Return whether subject, recipient or text contain ``words``, ignoring accents."""
        return plain(words) in plain(f"{self.asunto} {self.para} {self.texto}")


def correos():
    """Return the stored mail, newest first."""
    found = (correo(path.stem) for path in _newest_first())
    return [correo for correo in found if correo is not None]


def correo(clave):
    """Return the mail in the file ``clave``, or None if the file does not exist any more."""
    try:
        content = (settings.BUZON_ROOT / f"{clave}.eml").read_bytes()
    except (OSError, ValueError):  # deleted, or not a possible file name
        return None
    return Correo(clave, email.message_from_bytes(content, policy=email.policy.default))


def _newest_first():
    """Return the files; their names begin with the time at which they were written."""
    return sorted(settings.BUZON_ROOT.glob("*.eml"), reverse=True)
