"""How the log tells what became of a change of a file."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter

from .cambios import APPROVED, RETURNED, SENT, URGENT, WITHDRAWN


class _Devuelto(LogFormatter):
    label = gettext_lazy("Cambio de un archivo devuelto")

    def format_message(self, log_entry):
        return _("Se devolvió el cambio: «%(comentario)s»") % log_entry.data


def register(actions):
    actions.register_action(
        SENT,
        gettext_lazy("Cambio de un archivo enviado"),
        gettext_lazy("Se envió a moderación un cambio"),
    )
    actions.register_action(
        APPROVED,
        gettext_lazy("Cambio de un archivo aprobado"),
        gettext_lazy("Se aprobó el cambio que esperaba"),
    )
    actions.register_action(RETURNED)(_Devuelto)
    actions.register_action(
        WITHDRAWN,
        gettext_lazy("Cambio de un archivo retirado"),
        gettext_lazy("Se retiró el cambio que esperaba"),
    )
    actions.register_action(
        URGENT,
        gettext_lazy("Cambio de un archivo con urgencia"),
        gettext_lazy("Cambiado con urgencia, sin moderación"),
    )
