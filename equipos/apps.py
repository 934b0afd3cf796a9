from django.apps import AppConfig
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class EquiposConfig(AppConfig):
    name = "equipos"
    verbose_name = _("Equipos")
    default = True

    def ready(self):
        from . import signal_handlers  # noqa: F401


class CuentasConfig(WagtailUsersAppConfig):
    """Wagtail's app for users and groups, with the view sets of this project."""

    user_viewset = "equipos.personas.viewsets.PersonaViewSet"
    group_viewset = "equipos.grupos.GrupoViewSet"

    def ready(self):
        super().ready()
        from wagtail.permissions import register_permission_policy

        from .permissions import PersonaPermissionPolicy

        model = get_user_model()
        register_permission_policy(model, PersonaPermissionPolicy(model))
