from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BaseConfig(AppConfig):
    name = "base"
    verbose_name = _("Portales")

    def ready(self):
        from . import arranque, checks, signal_handlers  # noqa: F401
        from .forms.images import check_avatars
        from .sections import contributions

        arranque.install()
        check_avatars()
        signal_handlers.clear_page_cache_with(*contributions("shown"))
