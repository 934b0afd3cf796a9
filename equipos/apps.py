from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EquiposConfig(AppConfig):
    name = "equipos"
    verbose_name = _("Equipos")
