from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArchivosConfig(AppConfig):
    name = "archivos"
    verbose_name = _("Archivos")
