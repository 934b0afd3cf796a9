"""Block of the body of a page: the common blocks, and the contact, which needs the directory."""

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from base.block_mixins import DelOriginalMixin
from base.blocks import CuerpoBase
from base.contact_blocks import CorreoBlock, TelefonoCharBlock
from base.telefonos import enlace_telefono


class EntidadBlock(DelOriginalMixin, blocks.PageChooserBlock):
    """Chooser of an entidad, with its usual widget; readers get its page in their language."""

    def __init__(self, **kwargs):
        super().__init__(page_type="directorio.EntidadPage", **kwargs)

    @cached_property
    def widget(self):
        from .choosers import entidad_chooser  # imports views, which need all models loaded

        return entidad_chooser.widget_class()

    def get_form_state(self, value):
        return self.widget.get_value_data(value)


class ContactoValue(blocks.StructValue):
    @property
    def telefono_enlace(self):
        return enlace_telefono(self["telefono"])


class ContactoBlock(blocks.StructBlock):
    """Contact: an entidad of the directory, whose data are read on each request, or typed text."""

    entidad = EntidadBlock(
        label=_("Entidad del directorio"),
        required=False,
        help_text=_(
            "Teléfonos, correo, dirección y horario salen de su ficha y cambian con ella: no los "
            "escriba."
        ),
    )
    nombre = blocks.CharBlock(
        label=_("Oficina o persona"),
        required=False,
        max_length=160,
    )
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
        description = _("Dónde y cómo encontrar una entidad, una oficina o a una persona.")
        template = "blocks/contacto.html"
        value_class = ContactoValue
        form_layout = blocks.BlockGroup(
            [
                "entidad",
                blocks.BlockGroup(
                    ["nombre", "telefono", "correo", "direccion", "horario"],
                    heading=_("Si no está ahí, escríbalo"),
                    icon="edit",
                    classname="collapsed",
                ),
            ]
        )
        preview_value = {
            "entidad": None,
            "nombre": _("Oficina de ejemplo"),
            "telefono": "22 000000",
            "correo": "oficina@ejemplo.cu",
            "direccion": _("Calle de ejemplo No. 0"),
            "horario": _("Lunes a viernes, 8:00 a.m. a 5:00 p.m."),
        }

    def clean(self, value):
        result = super().clean(value)
        # A draft may have neither of them yet, or both.
        if not self.is_deferred_validation and (errors := _why_not_one(result)):
            raise blocks.StructBlockValidationError(block_errors=errors)
        return result


def _why_not_one(value):
    """Return {field: error} unless ``value`` has either an entidad or typed text with a name."""
    if value["entidad"] is None:
        if value["nombre"]:
            return {}
        error = ValidationError(
            _("Elija una entidad del directorio, o escriba el nombre de la oficina o la persona.")
        )
        return {"entidad": error, "nombre": error}
    error = ValidationError(
        _("Con una entidad elegida, esto sale del directorio: bórrelo aquí, o quite la entidad.")
    )
    return {name: error for name, typed in value.items() if name != "entidad" and typed}


class CuerpoBlock(CuerpoBase):
    """Body of every page."""

    contacto = ContactoBlock()
