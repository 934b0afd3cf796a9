from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModeracionConfig(AppConfig):
    name = "moderacion"
    verbose_name = _("Moderación")
