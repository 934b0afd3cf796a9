"""How to reach somebody: in bodies of text, and in the settings of a portal."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .telefonos import enlace_telefono, validate_telefono


class DelOriginalMixin:
    """A block that says the same in every language: no translator is asked for it."""

    def get_translatable_segments(self, value):
        return []


class TelefonoCharBlock(DelOriginalMixin, blocks.CharBlock):
    """A telephone as people write it; must hold a number that can be dialled."""

    def __init__(self, **kwargs):
        kwargs.setdefault("validators", (validate_telefono,))
        kwargs.setdefault("max_length", 40)
        super().__init__(**kwargs)


class CorreoBlock(DelOriginalMixin, blocks.EmailBlock):
    def deconstruct(self):
        # What is translated is no matter of the migrations.
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.EmailBlock", args, kwargs


class ContactoValue(blocks.StructValue):
    @property
    def telefono_enlace(self):
        return enlace_telefono(self["telefono"])


class ContactoBlock(blocks.StructBlock):
    nombre = blocks.CharBlock(label=_("Oficina o persona"), max_length=160)
    telefono = TelefonoCharBlock(label=_("Teléfono"), required=False)
    correo = CorreoBlock(label=_("Correo electrónico"), required=False)
    direccion = blocks.CharBlock(
        label=_("Dirección"),
        required=False,
        max_length=250,
        help_text=_("Como en «Calle X No. 34 e/ A y B, Reparto R»."),
    )
    horario = blocks.CharBlock(label=_("Horario"), required=False, max_length=160)

    class Meta:
        icon = "mobile-alt"
        label = _("Contacto")
        description = _("Dónde y cómo encontrar una oficina o a una persona.")
        template = "blocks/contacto.html"
        value_class = ContactoValue
        preview_value = {
            "nombre": _("Oficina de ejemplo"),
            "telefono": "22 000000",
            "correo": "oficina@ejemplo.cu",
            "direccion": _("Calle de ejemplo No. 0"),
            "horario": _("Lunes a viernes, 8:00 a.m. a 5:00 p.m."),
        }


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
