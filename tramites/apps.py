from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TramitesConfig(AppConfig):
    name = "tramites"
    verbose_name = _("Trámites")

    def ready(self):
        from base.datos_abiertos import registrar as dar
        from base.signal_handlers import clear_page_cache_with
        from bitacora.cambios import track
        from directorio.presencia.registro import registrar as medir
        from importacion.registro import register

        from . import signal_handlers, tenancy  # noqa: F401
        from .conjunto import TRAMITES
        from .importador import TramitesImportador, TramitesLocalesImportador
        from .presencia import tramites

        evento = self.get_model("EventoDeVida")
        clear_page_cache_with(evento)
        track(evento)
        register(TramitesImportador())
        register(TramitesLocalesImportador())
        medir(tramites)
        dar(TRAMITES)
