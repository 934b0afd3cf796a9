"""Panels of the form of a news item."""

from wagtail.admin.panels import Panel


class PropuestaPanel(Panel):
    """Panel that shows the state of a proposal to the province, if the news item is one."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "noticias/admin/estado.html"

        def is_shown(self):
            return bool(super().is_shown() and self.instance.estado_de_propuesta)
