from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AtencionConfig(AppConfig):
    name = "atencion"
    verbose_name = _("Atención a la población")

    def ready(self):
        from . import signal_handlers  # noqa: F401
