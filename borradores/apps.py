from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BorradoresConfig(AppConfig):
    name = "borradores"
    verbose_name = _("Borradores")
