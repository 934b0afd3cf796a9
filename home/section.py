"""Section of portadas and páginas informativas."""

from django.utils.translation import gettext_lazy as _

from base.sections import Section
from inicios.declaracion import FrontBlock, NewPortal, SectionTask

from .accesos import EnlacesBlock
from .apertura import estados, modulos, retiro
from .bloques import ImagenTextoBlock, PortalesBlock
from .models import HomePage, StandardPage
from .presentations import HomePresentation, StandardPresentation


def _of_a_module(entry):
    said = (
        _("Se encendió «%(modulo)s»") if entry.data.get("encendido") else _("Se apagó «%(modulo)s»")
    )
    return said % {"modulo": entry.data.get("modulo", "")}


SECTION = Section(
    presentations=(HomePresentation, StandardPresentation),
    tasks=(
        SectionTask(
            section=HomePage,
            order=40,
            titulo=_("Crear una página informativa"),
            descripcion=_("Texto que cambia poco: historia, gobierno, contactos."),
            icono="doc-empty",
            creates=StandardPage,
        ),
    ),
    front_blocks=(
        FrontBlock(name="imagen_texto", order=70, block=ImagenTextoBlock, most=4),
        FrontBlock(name="enlaces", order=80, block=EnlacesBlock, most=4),
        FrontBlock(name="portales", order=90, block=PortalesBlock, new=NewPortal.PROVINCE),
    ),
    log_actions={
        estados.OPENED: (_("Apertura"), _("Se abrió el portal a todos")),
        estados.NEW_LINK: (_("Enlace"), _("Se hizo otro enlace para ver el portal en preparación")),
        modulos.SWITCHED: (_("Módulo"), _of_a_module),
        retiro.RETIRED: (_("Retiro"), _("Se retiró el portal")),
        retiro.RETURNED: (_("Devolución"), _("El portal está otra vez en pie")),
    },
)
