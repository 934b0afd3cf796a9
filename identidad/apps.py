from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IdentidadConfig(AppConfig):
    name = "identidad"
    verbose_name = _("Identidad de los portales")
