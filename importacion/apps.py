from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportacionConfig(AppConfig):
    name = "importacion"
    verbose_name = _("Importación")
