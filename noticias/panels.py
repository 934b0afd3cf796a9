"""What the form of a news item tells its editor."""

from wagtail.admin.panels import Panel


class PropuestaPanel(Panel):
    """In the form of a news item: what has become of its proposal, if it is one."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "noticias/admin/estado.html"

        def is_shown(self):
            return bool(super().is_shown() and self.instance.estado_de_propuesta)
