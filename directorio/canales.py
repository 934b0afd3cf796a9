"""Channels of a contact: validation, text and link of the value of each one."""

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from base.contact_blocks import REDES
from base.telefonos import (
    enlace_telefono,
    es_internacional,
    es_movil,
    format_telefono,
    validate_telefono,
)


class Canal(models.TextChoices):
    TELEFONO = "telefono", _("Teléfono")
    MOVIL = "movil", _("Móvil")
    CORREO = "correo", _("Correo electrónico")
    WHATSAPP = "whatsapp", _("WhatsApp")
    TELEGRAM = "telegram", _("Telegram")
    WEB = "web", _("Sitio web")
    FACEBOOK = "facebook", _("Facebook")
    X = "x", _("X")
    INSTAGRAM = "instagram", _("Instagram")
    YOUTUBE = "youtube", _("YouTube")


TELEFONICOS = (Canal.TELEFONO, Canal.MOVIL)

_email = EmailValidator(_("Escriba un correo, como en «oficina@ejemplo.cu»."))
_url = URLValidator(
    schemes=["http", "https"],
    message=_("Escriba una dirección de internet, como en «www.ejemplo.cu»."),
)


@dataclass(frozen=True)
class Telefonico:
    """Channel whose value is a telephone number."""

    icono: str = "telefono"
    movil: bool = False

    def clean(self, valor):
        validate_telefono(valor)
        if self.movil and not es_movil(valor):
            raise ValidationError(_("Un móvil tiene ocho cifras y empieza con 5 o con 6."))
        return format_telefono(valor)

    def texto(self, valor):
        return format_telefono(valor)

    def enlace(self, valor, extension=""):
        enlace = enlace_telefono(valor)
        return f"{enlace};ext={extension}" if enlace and extension else enlace


@dataclass(frozen=True)
class WhatsApp(Telefonico):
    icono: str = "whatsapp"

    def clean(self, valor):
        valor = super().clean(_without_address(valor, ("wa.me",)))
        if not es_internacional(valor):
            raise ValidationError(_("Escriba el número completo, como en «+53 5 0000000»."))
        return valor

    def enlace(self, valor, extension=""):
        return f"https://wa.me/{''.join(filter(str.isdecimal, valor))}"


@dataclass(frozen=True)
class Correo:
    icono: str = "correo"

    def clean(self, valor):
        _email(valor)
        return valor

    def texto(self, valor):
        return valor

    def enlace(self, valor, extension=""):
        return f"mailto:{quote(valor, safe='@')}"


@dataclass(frozen=True)
class Web:
    icono: str = "externo"

    def clean(self, valor):
        url = valor if "://" in valor else f"https://{valor}"
        _url(url)
        return url

    def texto(self, valor):
        return valor.partition("://")[2].removesuffix("/") or valor

    def enlace(self, valor, extension=""):
        return valor


@dataclass(frozen=True)
class Perfil(Web):
    """Channel whose value is a profile of a social network, stored as its URL."""

    red: str = ""

    @property
    def domains(self):
        return REDES[self.red][1]

    def clean(self, valor):
        nombre = _without_address(valor, self.domains).strip("/@ ")
        if not nombre or "://" in nombre or any(letter.isspace() for letter in nombre):
            raise ValidationError(
                _("Escriba el nombre del perfil o su dirección en %(red)s."),
                params={"red": REDES[self.red][0]},
            )
        return super().clean(f"https://{self.domains[0]}/{nombre}")

    def texto(self, valor):
        nombre = valor.partition(f"{self.domains[0]}/")[2]
        return (
            f"@{nombre}"
            if self.red in ("telegram", "x") and nombre.isidentifier()
            else (super().texto(valor))
        )


def _without_address(valor, domains):
    """Return the path and query of an address in ``domains``; any other value unchanged."""
    parts = urlsplit(valor if "://" in valor else f"https://{valor}")
    hostname = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    if hostname not in domains:
        return valor
    return parts.path.strip("/") + (f"?{parts.query}" if parts.query else "")


CANALES = {
    Canal.TELEFONO: Telefonico(),
    Canal.MOVIL: Telefonico(movil=True),
    Canal.CORREO: Correo(),
    Canal.WHATSAPP: WhatsApp(),
    Canal.WEB: Web(),
    **{
        canal: Perfil(icono=canal.value, red=canal.value)
        for canal in (Canal.TELEGRAM, Canal.FACEBOOK, Canal.X, Canal.INSTAGRAM, Canal.YOUTUBE)
    },
}


def clean_valor(canal, valor):
    """Return ``valor`` as it is stored; raise ``ValidationError`` if the channel cannot use it."""
    return CANALES[Canal(canal)].clean(valor.strip())
