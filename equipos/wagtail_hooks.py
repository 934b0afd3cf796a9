from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.permissions import register_permission_policy

from .bulk_actions import CLOSED_ACTIONS
from .gestion import keeps_accounts
from .models import Equipo, can_have_team
from .permissions import EquipoPermissionPolicy
from .views import EquipoViewSet
from .vistas_de_nombramientos import DecisionView, NombramientosView

register_permission_policy(Equipo, EquipoPermissionPolicy(Equipo))

for action_class in CLOSED_ACTIONS:
    # Later than Wagtail's, whose place they take.
    hooks.register("register_bulk_action", action_class, order=100)


@hooks.register("register_admin_viewset")
def equipos():
    return EquipoViewSet()


@hooks.register("register_admin_urls")
def nombramientos():
    return [
        path("nombramientos/", NombramientosView.as_view(), name="nombramientos"),
        path("nombramientos/<int:pk>/", DecisionView.as_view(), name="decidir_nombramiento"),
    ]


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def create_team(page, user, next_url=None, view_name=None):
    if can_have_team(page) and keeps_accounts(user):
        yield Button(
            _("Crear equipo editor"),
            f"{reverse('equipos:add')}?pagina={page.pk}",
            icon_name="group",
            priority=70,
        )


@hooks.register("register_log_actions")
def account_actions(actions):
    actions.register_action("equipos.invite", _("Invitación"), _("Se envió la invitación"))
    actions.register_action(
        "equipos.send_link", _("Enlace"), _("Se envió un enlace para poner la contraseña")
    )
    actions.register_action("equipos.deactivate", _("Desactivación"), _("Se desactivó la cuenta"))
    actions.register_action(
        "equipos.reactivate", _("Activación"), _("Se activó de nuevo la cuenta")
    )
    actions.register_action(
        "equipos.reset_second_factor", _("Segundo paso"), _("Se quitó el segundo paso")
    )
    for name, message in (
        ("pedir", _("Se pidió que entre en el grupo «%(grupo)s», cuando otra persona lo confirme")),
        ("confirmar", _("Se confirmó su entrada en el grupo «%(grupo)s»")),
        ("rechazar", _("Se rechazó su entrada en el grupo «%(grupo)s»%(motivo)s")),
        ("retirar", _("Ya no se pide su entrada en el grupo «%(grupo)s»")),
    ):
        actions.register_action(f"equipos.nombramiento.{name}")(_nombramiento(message))


def _nombramiento(template):
    class Formatter(LogFormatter):
        label = _("Nombramiento")

        def format_message(self, log_entry):
            data = dict(log_entry.data)
            data["motivo"] = f": «{data['motivo']}»" if data.get("motivo") else ""
            return str(template) % data

    return Formatter
