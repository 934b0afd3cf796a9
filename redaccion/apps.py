from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RedaccionConfig(AppConfig):
    name = "redaccion"
    verbose_name = _("Redacción")

    def ready(self):
        from . import signal_handlers  # noqa: F401
