from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BaseConfig(AppConfig):
    name = "base"
    verbose_name = _("Portales")

    def ready(self):
        from servidor.caches import generations

        from . import checks, signal_handlers  # noqa: F401
        from .portales import slug_at
        from .sections import contributions

        generations.portal_of = slug_at
        signal_handlers.clear_page_cache_with(*contributions("shown"))
