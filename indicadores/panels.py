"""Panel of the edit form of an indicador."""

from wagtail.admin.panels import Panel


class HuecosPanel(Panel):
    """Periods without a value between others; hidden if there are none.

    This is no validation error, because a value may not exist; but an editor may have forgotten it.
    """

    class BoundPanel(Panel.BoundPanel):
        template_name = "indicadores/admin/huecos_panel.html"

        def is_shown(self):
            return bool(super().is_shown() and self.instance.pk and self.instance.serie.huecos)
