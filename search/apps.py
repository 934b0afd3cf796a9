from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Buscador")

    def ready(self):
        from base.signal_handlers import clear_page_cache_with
        from bitacora.cambios import track

        from . import signal_handlers, tenancy  # noqa: F401

        kept = self.get_model("Sinonimo"), self.get_model("Destacado")
        track(*kept)
        clear_page_cache_with(*kept)
