from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectorioConfig(AppConfig):
    name = "directorio"
    verbose_name = _("Directorio")

    def ready(self):
        from . import signal_handlers  # noqa: F401
