from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BitacoraConfig(AppConfig):
    name = "bitacora"
    verbose_name = _("Bitácora")

    def ready(self):
        from base.sections import contributions

        from . import derechos, signal_handlers  # noqa: F401
        from .cambios import track

        track(*contributions("logged"))
