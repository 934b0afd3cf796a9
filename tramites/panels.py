from django.utils.translation import gettext_lazy as _

from moderacion.tableros.paneles import PendientesPanel

from .confirmacion import make_filas, pending


class PorConfirmarPanel(PendientesPanel):
    """On the admin's front page: what the province has changed under one's own adaptations."""

    name = "por_confirmar"
    titulo = _("Trámites por confirmar")
    lista = "tramites:por_confirmar"
    order = 150

    def find(self):
        return pending(self.user)

    def make_filas(self, found):
        return make_filas(found, self.user)
