from django.utils.translation import gettext_lazy

from moderacion.panels import PorDecidirPanel

from .filas import make_filas
from .queries import waiting_for


class RetirosPanel(PorDecidirPanel):
    """Panel of the admin home page: pedidos de retiro that wait for a decision of the user."""

    name = "retiros"
    titulo = gettext_lazy("Páginas que se pide retirar")
    waiting_for = staticmethod(waiting_for)
    rows_of = staticmethod(make_filas)
