from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MudanzaConfig(AppConfig):
    name = "mudanza"
    verbose_name = _("Mudanza")
