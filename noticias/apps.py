from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticiasConfig(AppConfig):
    name = "noticias"
    verbose_name = _("Noticias")
