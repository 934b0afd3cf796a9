from django.utils.translation import gettext_lazy

from ..tableros.paneles import PendientesPanel
from .consultas import waiting_for
from .filas import make_filas


class ArchivosPanel(PendientesPanel):
    """On the admin's front page: the files that wait for whoever moderates."""

    name = "archivos"
    titulo = gettext_lazy("Archivos por revisar")
    lista = "moderacion:cola"
    order = 61

    def find(self):
        return waiting_for(self.user)

    def make_filas(self, found):
        return make_filas(found, self.user)
