from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ServidorConfig(AppConfig):
    name = "servidor"
    verbose_name = _("Servidor")

    def ready(self):
        from . import checks, indices  # noqa: F401
