from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TablerosConfig(AppConfig):
    name = "tableros"
    verbose_name = _("Listas y tableros de la administración")

    def ready(self):
        from . import busqueda, drawing, exportaciones, fechas
        from .templatetags import arranque

        arranque.install()
        busqueda.install()
        drawing.install()
        exportaciones.install()
        fechas.install()
