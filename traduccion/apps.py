from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TraduccionConfig(AppConfig):
    name = "traduccion"
    verbose_name = _("Traducción")

    def ready(self):
        from base.frame import Frame

        from . import signal_handlers, sincronia, tablas, tenancy  # noqa: F401
        from .paginas import es_anterior

        Frame.es_anterior = staticmethod(es_anterior)
        sincronia.install()
        tablas.install()
