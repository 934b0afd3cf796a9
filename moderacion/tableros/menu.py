from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from ..archivos.consultas import waiting_for as files_waiting_for
from .cola import moderates, waiting_for


class PorRevisarMenuItem(MenuItem):
    """The moderators' queue with the number of pages and files in it."""

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
        pages, files = waiting_for(request.user), files_waiting_for(request.user)
        if total := pages.count() + files.count():
            # The item is shared by all requests; its number belongs to this one.
            component.label = f"{self.label} ({total})"
        return component
