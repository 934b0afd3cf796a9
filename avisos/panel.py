"""That the emergency mode is on, said where whoever works on those portals begins."""

from django.utils.functional import cached_property
from wagtail.permissions import policy_registry

from aislamiento.scope import scope_of
from tableros.paneles import UserPanel

from .models import ModoEmergencia


class EmergenciaPanel(UserPanel):
    """Citizens read another front page: nobody should wonder why theirs does not change."""

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
