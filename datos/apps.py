from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DatosConfig(AppConfig):
    name = "datos"
    verbose_name = _("Datos abiertos")

    def ready(self):
        from . import cambios  # noqa: F401
