from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MuestraConfig(AppConfig):
    name = "muestra"
    verbose_name = _("Contenido de muestra")
