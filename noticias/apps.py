from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticiasConfig(AppConfig):
    name = "noticias"
    verbose_name = _("Noticias")

    def ready(self):
        from . import tenancy  # noqa: F401
