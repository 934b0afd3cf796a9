from django.utils.translation import gettext_lazy

from tableros.paneles import PendientesPanel

from ..tableros.cola import moderates
from .consultas import waiting_for
from .filas import make_filas


class ArchivosPanel(PendientesPanel):
    """On the admin's front page: the files that wait for whoever moderates or administers."""

    name = "archivos"
    titulo = gettext_lazy("Archivos por revisar")
    order = 61

    @property
    def lista(self):
        return "moderacion:cola" if moderates(self.user) else ""

    def find(self):
        return waiting_for(self.user)

    def make_filas(self, found):
        return make_filas(found, self.user)
