from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AislamientoConfig(AppConfig):
    name = "aislamiento"
    verbose_name = _("Quién ve qué")

    def ready(self):
        from . import checks, policies, visibles  # noqa: F401
