from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GraficosConfig(AppConfig):
    name = "graficos"
    verbose_name = _("Gráficos")
