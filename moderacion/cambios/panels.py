from django.utils.translation import gettext_lazy

from archivos.queries import waiting_for
from moderacion.panels import PorDecidirPanel

from .filas import make_filas


class ArchivosPanel(PorDecidirPanel):
    """Panel of the admin home page: cambios of files that wait for a decision of the user."""

    name = "archivos"
    titulo = gettext_lazy("Archivos por revisar")
    waiting_for = staticmethod(waiting_for)
    rows_of = staticmethod(make_filas)
