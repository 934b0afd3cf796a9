"""Panel on the admin's home page that says that the emergency mode is on."""

from django.utils.functional import cached_property
from wagtail.permissions import policy_registry

from aislamiento.scope import scope_of
from tableros.panels import UserPanel

from .models import ModoEmergencia


class EmergenciaPanel(UserPanel):
    """Panel for the editors of portals in emergency mode, whose own portada is not shown."""

    name = "emergencia"
    template_name = "avisos/admin/emergencia_panel.html"
    order = 5

    @cached_property
    def modos(self):
        portales = scope_of(self.user).portales
        return list(ModoEmergencia.objects.vigentes().filter(portales__in=portales).distinct())

    def is_shown(self):
        return bool(self.modos)

    def get_context_data(self, parent_context):
        policy = policy_registry.get_by_type(ModoEmergencia)
        return {
            "modos": self.modos,
            "administra": policy.user_has_permission(self.user, "change"),
        }
