from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LecturasConfig(AppConfig):
    name = "lecturas"
    verbose_name = _("Lecturas")
