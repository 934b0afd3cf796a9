from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TraduccionConfig(AppConfig):
    name = "traduccion"
    verbose_name = _("Traducción")

    def ready(self):
        from . import signal_handlers, sincronia, tenancy  # noqa: F401

        sincronia.install()
