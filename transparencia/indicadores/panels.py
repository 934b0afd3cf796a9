"""What the form of an indicator shows beside its fields."""

from wagtail.admin.panels import Panel


class HuecosPanel(Panel):
    """Which periods are missing amid the values; nothing where none is.

    Nobody is refused for it: a value may not exist. But whoever forgot one is told.
    """

    class BoundPanel(Panel.BoundPanel):
        template_name = "transparencia/admin/huecos_panel.html"

        def is_shown(self):
            return bool(super().is_shown() and self.instance.pk and self.instance.serie.huecos)
