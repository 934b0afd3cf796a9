"""Contact blocks (telephone, mail, networks) of bodies and of the settings of a portal."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .block_mixins import DelOriginalMixin
from .telefonos import validate_telefono


class TelefonoCharBlock(DelOriginalMixin, blocks.CharBlock):
    """A telephone number as people write it; the validator requires that it can be dialled."""

    def __init__(self, **kwargs):
        kwargs.setdefault("validators", (validate_telefono,))
        kwargs.setdefault("max_length", 40)
        super().__init__(**kwargs)


class CorreoBlock(DelOriginalMixin, blocks.EmailBlock):
    pass


class TelefonoBlock(blocks.StructBlock):
    etiqueta = blocks.CharBlock(
        label=_("Para qué es"), max_length=80, help_text=_("Por ejemplo: Atención a la Población.")
    )
    numero = TelefonoCharBlock(label=_("Número"))

    class Meta:
        icon = "mobile-alt"
        label = _("Teléfono")
        form_classname = "struct-block"


REDES = {
    "telegram": ("Telegram", ("t.me", "telegram.me")),
    "whatsapp": ("WhatsApp", ("wa.me", "whatsapp.com")),
    "facebook": ("Facebook", ("facebook.com", "fb.com")),
    "x": ("X", ("x.com", "twitter.com")),
    "youtube": ("YouTube", ("youtube.com", "youtu.be")),
    "instagram": ("Instagram", ("instagram.com",)),
}


class RedValue(blocks.StructValue):
    @property
    def nombre(self):
        return REDES[self["red"]][0]


class RedBlock(blocks.StructBlock):
    red = blocks.ChoiceBlock(
        label=_("Red"), choices=[(key, name) for key, (name, _domains) in REDES.items()]
    )
    url = blocks.URLBlock(label=_("Dirección del perfil o canal"))

    class Meta:
        icon = "site"
        label = _("Red social")
        value_class = RedValue

    def clean(self, value):
        result = super().clean(value)
        nombre, domains = REDES[result["red"]]
        hostname = urlsplit(result["url"]).hostname or ""
        if not any(hostname == domain or hostname.endswith(f".{domain}") for domain in domains):
            message = _("Esta dirección no es de %(red)s.") % {"red": nombre}
            raise blocks.StructBlockValidationError(block_errors={"url": ValidationError(message)})
        return result
