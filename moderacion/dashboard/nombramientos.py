"""Panel of the nombramientos that wait for the user's confirmation."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.utils import get_user_display_name

from equipos.gestion import Gestion, keeps_accounts
from equipos.models import Nombramiento
from tableros.filas import Pendiente, how_long
from tableros.panels import PendientesPanel


class NombramientosPanel(PendientesPanel):
    """Panel of the admin home page, for users who manage accounts."""

    name = "nombramientos"
    titulo = gettext_lazy("Personas por confirmar")
    lista = "nombramientos"
    order = 62

    def find(self):
        if not keeps_accounts(self.user):
            return Nombramiento.objects.none()
        return Gestion(self.user).nombramientos

    def make_fila(self, row):
        return Pendiente(
            pk=row.pk,
            titulo=get_user_display_name(row.persona),
            url=reverse(self.lista),
            datos=[row.grupo.name, get_user_display_name(row.pedido_por)],
            estado=[_("espera desde hace %(tiempo)s") % {"tiempo": how_long(row.pedido_el)}],
        )
