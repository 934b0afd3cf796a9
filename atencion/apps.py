from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AtencionConfig(AppConfig):
    name = "atencion"
    verbose_name = _("Atención a la población")

    def ready(self):
        from base.datos_abiertos import registrar as dar
        from directorio.presencia.registro import registrar as medir

        from . import signal_handlers, tenancy  # noqa: F401
        from .conjunto import COMO_SE_RESPONDE
        from .estadisticas.presencia import casos
        from .exportacion import tenancy as of_exports  # noqa: F401

        medir(casos)
        dar(COMO_SE_RESPONDE)
