from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TraduccionConfig(AppConfig):
    name = "traduccion"
    verbose_name = _("Traducción")

    def ready(self):
        from base import homes

        from . import signal_handlers  # noqa: F401
        from .paginas import es_anterior

        homes.es_anterior = es_anterior
