from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BaseConfig(AppConfig):
    name = "base"
    verbose_name = _("Portales")

    def ready(self):

        from . import arranque
        from .forms.images import check_avatars

        arranque.install()
        check_avatars()
