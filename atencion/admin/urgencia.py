"""How many days of its plazo a case has left, as words, an icon and a CSS class."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from atencion import plazos
from atencion.models import Caso

ICONOS = {
    Caso.Estado.RECIBIDA: "mail",
    Caso.Estado.TRASLADADA: "redirect",
    Caso.Estado.INVESTIGACION: "search",
    Caso.Estado.PRORROGA: "calendar-alt",
    Caso.Estado.RESPONDIDA: "circle-check",
    Caso.Estado.INCONFORME: "warning",
    Caso.Estado.CERRADA: "lock",
}
_SOON = 5


@dataclass(frozen=True)
class Urgencia:
    """The urgency in words; ``clase`` and ``icono`` only repeat it."""

    texto: str
    clase: str
    icono: str


def urgencia_de(caso):
    if caso.respondida_el and not caso.esta_abierta:
        late = (plazos.dia(caso.respondida_el) - caso.vence).days
        if late <= 0:
            return Urgencia(_("Respondido en plazo"), "hecho", "circle-check")
        return Urgencia(_late_answer(late), "hecho", "warning")
    if not caso.esta_abierta:
        return Urgencia(_("Sin plazo"), "hecho", "lock")
    if caso.respondida_el:
        return Urgencia(_("Ya se respondió una vez"), "pronto", "warning")
    left = (caso.vence - timezone.localdate()).days
    if left < 0:
        return Urgencia(_overdue(-left), "vencido", "error")
    if left == 0:
        return Urgencia(_("Vence hoy"), "vencido", "error")
    if left == 1:
        return Urgencia(_("Vence mañana"), "pronto", "warning")
    text = ngettext("Queda %(days)d día", "Quedan %(days)d días", left) % {"days": left}
    soon = left <= _SOON
    return Urgencia(text, "pronto" if soon else "bien", "warning" if soon else "time")


def _overdue(days):
    return ngettext("Vencido hace %(days)d día", "Vencido hace %(days)d días", days) % {
        "days": days
    }


def _late_answer(days):
    return ngettext("Respondido %(days)d día tarde", "Respondido %(days)d días tarde", days) % {
        "days": days
    }
