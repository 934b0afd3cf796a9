from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectorioConfig(AppConfig):
    name = "directorio"
    verbose_name = _("Directorio")

    def ready(self):
        from base.datos_abiertos import registrar as dar
        from base.signal_handlers import clear_page_cache_with
        from bitacora.cambios import track
        from importacion.registro import register

        from . import signal_handlers, tenancy  # noqa: F401
        from .conjunto import DIRECTORIO
        from .importador import EntidadesImportador
        from .presencia.componentes import contactos, datos
        from .presencia.registro import registrar as medir

        lists = [self.get_model("TipoEntidad"), self.get_model("DiaFeriado")]
        clear_page_cache_with(*lists)
        track(*lists)
        register(EntidadesImportador())
        for componente in (contactos, datos):
            medir(componente)
        dar(DIRECTORIO)
