"""What the form of an entity shows beside its fields."""

from django.utils.functional import cached_property
from wagtail.admin.panels import Panel

from .informes import abiertos


class InformesPanel(Panel):
    """What citizens have reported about this entity, above its form; nothing without any."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "directorio/admin/informes_panel.html"

        @cached_property
        def informes(self):
            return list(abiertos().filter(entidad=self.instance.pk))

        def is_shown(self):
            return bool(super().is_shown() and self.instance.pk and self.informes)

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | {"informes": self.informes}
