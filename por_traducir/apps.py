from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PorTraducirConfig(AppConfig):
    name = "por_traducir"
    verbose_name = _("Traducciones")
