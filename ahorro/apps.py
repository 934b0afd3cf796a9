from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AhorroConfig(AppConfig):
    name = "ahorro"
    verbose_name = _("Ahorro de datos")
