"""What this app registers in the project: log actions, access rules and admin addresses."""

from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from aislamiento.addresses import describe
from aislamiento.rules import through
from base.sections import Section

from .models import Equipo, Nombramiento
from .permissions import nombramientos_of


def _of_a_place(template):
    """Return a log message about a nombramiento, with the reason if there is one."""

    def message(log_entry):
        data = log_entry.data
        reason = f": «{data['motivo']}»" if data.get("motivo") else ""
        return str(template) % {**data, "motivo": reason}

    return message


SECTION = Section(
    log_actions={
        "equipos.invite": (_("Invitación"), _("Se envió la invitación")),
        "equipos.send_link": (_("Enlace"), _("Se envió un enlace para poner la contraseña")),
        "equipos.deactivate": (_("Desactivación"), _("Se desactivó la cuenta")),
        "equipos.reactivate": (_("Activación"), _("Se activó de nuevo la cuenta")),
        "equipos.reset_second_factor": (_("Segundo paso"), _("Se quitó el segundo paso")),
        **{
            f"equipos.nombramiento.{name}": (_("Nombramiento"), _of_a_place(message))
            for name, message in (
                (
                    "pedir",
                    _(
                        "Se pidió que entre en el grupo «%(grupo)s», cuando otra persona lo "
                        "confirme"
                    ),
                ),
                ("confirmar", _("Se confirmó su entrada en el grupo «%(grupo)s»")),
                ("rechazar", _("Se rechazó su entrada en el grupo «%(grupo)s»%(motivo)s")),
                ("retirar", _("Ya no se pide su entrada en el grupo «%(grupo)s»")),
            )
        },
    },
    visible={
        # An equipo is visible to users who see its group.
        Equipo: through("group"),
        Nombramiento: nombramientos_of,
    },
    addresses={
        **describe(
            "wagtailusers_users",
            "deactivate reactivate send_link reset_second_factor",
            pk=get_user_model(),
        ),
        **describe("", "nombramientos"),
        **describe("", "decidir_nombramiento", pk=Nombramiento),
    },
)
