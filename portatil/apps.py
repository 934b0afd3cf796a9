from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortatilConfig(AppConfig):
    name = "portatil"
    verbose_name = _("Portales para llevar")

    def ready(self):
        from . import signal_handlers  # noqa: F401
