from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from moderacion.queries import moderates

from .cola import count_waiting


class PorRevisarMenuItem(MenuItem):
    """The moderators' queue with the number of pages, files and requests in it."""

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
            # The item is shared by all requests; its number belongs to this one.
            component.label = f"{self.label} ({total})"
        return component
