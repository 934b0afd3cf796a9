from django.urls import reverse
from django.utils.functional import cached_property

from moderacion.tableros.paneles import UserPanel

from .confirmacion import make_filas, pending

_SHOWN = 5


class PorConfirmarPanel(UserPanel):
    """On the admin's front page: what the province has changed under one's own adaptations."""

    name = "por_confirmar"
    template_name = "tramites/admin/panel.html"
    order = 150

    @cached_property
    def pages(self):
        return list(pending(self.user)[: _SHOWN + 1])

    def is_shown(self):
        return bool(self.pages)

    def get_context_data(self, parent_context=None):
        return {
            "filas": make_filas(self.pages[:_SHOWN], self.user),
            "hay_mas": len(self.pages) > _SHOWN,
            "lista_url": reverse("tramites:por_confirmar"),
        }
