"""What moving older portals in has for the rest of the house."""

from django.utils.translation import gettext_lazy as _

from aislamiento.rules import through
from base.sections import Section
from servidor.metrics import waiting

from .models import Anterior, Mudanza
from .traer.paginas import TRAER


def gauges():
    yield from waiting("moves", "Older portals that wait", Mudanza.en_marcha(), "creada")


SECTION = Section(
    gauges=(gauges,),
    log_actions={TRAER: (_("Traída de un portal anterior"), _("Importado de %(origen)s"))},
    # Moves and their tables are seen by those alone who keep all portals.
    visible={Anterior: through("page")},
)
