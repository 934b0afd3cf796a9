from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class ServidorConfig(AppConfig):
    name = "servidor"
    verbose_name = _("Servidor")

    def ready(self):
        from . import checks, indices  # noqa: F401

        if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
            from .database import be_patient

            be_patient()
