from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AvisosConfig(AppConfig):
    name = "avisos"
    verbose_name = _("Avisos")

    def ready(self):
        from base.datos_abiertos import registrar as dar
        from base.signal_handlers import clear_page_cache_with
        from bitacora.cambios import track

        from . import signal_handlers, tenancy  # noqa: F401
        from .conjunto import AVISOS

        modo = self.get_model("ModoEmergencia")
        clear_page_cache_with(modo, modo.portales.through)
        track(modo)
        dar(AVISOS)
