"""Panels of the forms of this app."""

from wagtail.admin.panels import Panel

from .textos_del_portal import portadas_por_traducir, textos_url


class TextosPanel(Panel):
    """Links to the forms that translate a portal's texts; hidden without other languages."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "base/admin/textos_panel.html"

        @property
        def idiomas(self):
            homes = portadas_por_traducir(self.instance, self.request.user)
            return [
                {"nombre": home.locale.get_display_name(), "url": textos_url(home)}
                for home in homes
            ]

        def is_shown(self):
            return bool(super().is_shown() and self.idiomas)

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | {"idiomas": self.idiomas}
