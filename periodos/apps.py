from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeriodosConfig(AppConfig):
    name = "periodos"
    verbose_name = _("Períodos")
