from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Buscador")

    def ready(self):
        from . import signal_handlers, tenancy  # noqa: F401
