"""Search for the cases of one citizen by a datum of theirs, without putting it in an address."""

from django.db.models import Q
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.ui.tables import Table
from wagtail.log_actions import log

from atencion.casos import HUELLAS, huella
from atencion.permissions import casos_con_persona
from tableros.views import PantallaMixin

from .cola import columns, listed
from .forms import BuscarPersonaForm

_MOST = 100


class PersonaView(PantallaMixin, FormView):
    page_title = gettext_lazy("Buscar a una persona")
    header_icon = "user"
    template_name = "atencion/admin/persona.html"
    form_class = BuscarPersonaForm

    def form_valid(self, form):
        casos = listed(_of(casos_con_persona(self.request.user), form.cleaned_data["dato"]))
        found = list(casos.order_by("-recibida", "-pk")[:_MOST])
        for caso in found:
            log(caso, "atencion.buscar")
        several = len({caso.site_id for caso in found}) > 1
        table = Table(columns(several=several, is_sorted=False), found)
        return self.render_to_response(
            self.get_context_data(form=form, table=table, found=len(found))
        )


def _of(casos, dato):
    """Return the cases of ``casos`` whose remitente gave ``dato`` in any field."""
    condition = Q(pk__in=[])
    for name, field in HUELLAS.items():
        condition |= Q(**{f"remitente__{field}__in": huella(name, dato)})
    return casos.filter(condition)
