from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EnlacesConfig(AppConfig):
    name = "enlaces"
    verbose_name = _("Enlaces")
