from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from atencion.permisos import atiende, casos_de

from .filters import abiertos


class CasosMenuItem(MenuItem):
    """The queue of cases, with how many are open."""

    def __init__(self):
        super().__init__(
            _("Casos"),
            reverse("casos:index"),
            name="casos",
            icon_name="clipboard-list",
            order=95,
        )

    def is_shown(self, request):
        return atiende(request.user)

    def render_component(self, request):
        component = super().render_component(request)
        if total := abiertos(casos_de(request.user)).count():
            # The item is shared by all requests; its number belongs to this one.
            component.label = f"{self.label} ({total})"
        return component
