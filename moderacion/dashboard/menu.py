from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from moderacion.queries import moderates

from .cola import count_waiting


class PorRevisarMenuItem(MenuItem):
    """Menu entry of the moderators' queue, with the number of items that wait in it."""

    def __init__(self):
        super().__init__(
            _("Por revisar"),
            reverse("moderacion:cola"),
            name="por-revisar",
            icon_name="tasks",
            order=90,
        )

    def is_shown(self, request):
        return moderates(request.user)

    def render_component(self, request):
        component = super().render_component(request)
        if total := count_waiting(request.user).total():
            # All requests share the item, so the number goes into the component.
            component.label = f"{self.label} ({total})"
        return component
