from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SantiagoConfig(AppConfig):
    name = "santiago"
    verbose_name = _("Portales")

    def ready(self):
        from .replacing import install
        from .upstream import REPLACEMENTS

        install(REPLACEMENTS)
