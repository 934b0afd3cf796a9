from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Buscador")

    def ready(self):
        from wagtail.permission_policies.sites import SitePermissionPolicy
        from wagtail.permissions import register_permission_policy

        from . import signal_handlers  # noqa: F401
        from .models import Destacado

        register_permission_policy(Destacado, SitePermissionPolicy(Destacado))
