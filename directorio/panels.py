"""Panels of the form of an entidad."""

from django.utils.functional import cached_property
from wagtail.admin.panels import Panel

from .informes import abiertos


class InformesPanel(Panel):
    """Panel with the open informes of citizens about the entidad; hidden if there are none."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "directorio/admin/informes_panel.html"

        @cached_property
        def informes(self):
            return list(abiertos().filter(entidad=self.instance.pk))

        def is_shown(self):
            return bool(super().is_shown() and self.instance.pk and self.informes)

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | {"informes": self.informes}
