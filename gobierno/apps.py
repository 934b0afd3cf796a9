from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GobiernoConfig(AppConfig):
    name = "gobierno"
    verbose_name = _("Gobierno")
