from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from atencion.permissions import casos_de
from tableros.filas import Pendiente
from tableros.panels import PendientesPanel

from .filters import abiertos
from .urgencia import urgencia_de


class CasosPanel(PendientesPanel):
    """Panel of the admin's front page: the user's open cases, the most urgent first."""

    name = "casos"
    titulo = _("Casos que vencen")
    template_name = "atencion/admin/casos_panel.html"
    order = 55

    def is_shown(self):
        return True

    def find(self):
        return abiertos(casos_de(self.user)).order_by("vence", "pk")

    def make_fila(self, caso):
        return Pendiente(
            pk=caso.pk,
            titulo=f"{caso.numero} · {caso.get_tipo_display()}",
            url=reverse("casos:ver", args=[caso.pk]),
            datos=[caso.get_estado_display()],
            estado=[urgencia_de(caso).texto],
        )
