from django.utils.translation import gettext_lazy

from moderacion.panel import PorDecidirPanel

from .filas import make_filas
from .queries import waiting_for


class RetirosPanel(PorDecidirPanel):
    """On the admin's front page: what whoever moderates or administers is asked to retire."""

    name = "retiros"
    titulo = gettext_lazy("Páginas que se pide retirar")
    waiting_for = staticmethod(waiting_for)
    rows_of = staticmethod(make_filas)
