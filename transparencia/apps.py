from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TransparenciaConfig(AppConfig):
    name = "transparencia"
    verbose_name = _("Transparencia")
