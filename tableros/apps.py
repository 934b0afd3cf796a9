from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TablerosConfig(AppConfig):
    name = "tableros"
    verbose_name = _("Listas y tableros de la administración")

    def ready(self):
        from .fechas import use_in_forms

        use_in_forms()
