"""Section of portadas and páginas informativas."""

from django.utils.translation import gettext_lazy as _

from base.sections import Section

from .apertura import estados, modulos, retiro
from .presentations import HomePresentation, StandardPresentation


def _of_a_module(entry):
    said = (
        _("Se encendió «%(modulo)s»") if entry.data.get("encendido") else _("Se apagó «%(modulo)s»")
    )
    return said % {"modulo": entry.data.get("modulo", "")}


SECTION = Section(
    presentations=(HomePresentation, StandardPresentation),
    log_actions={
        estados.OPENED: (_("Apertura"), _("Se abrió el portal a todos")),
        estados.NEW_LINK: (_("Enlace"), _("Se hizo otro enlace para ver el portal en preparación")),
        modulos.SWITCHED: (_("Módulo"), _of_a_module),
        retiro.RETIRED: (_("Retiro"), _("Se retiró el portal")),
        retiro.RETURNED: (_("Devolución"), _("El portal está otra vez en pie")),
    },
)
