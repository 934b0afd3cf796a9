"""Contributions of ``mudanza`` to other apps."""

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
    # Only those who administer all portals see the mudanzas and their tables.
    visible={Anterior: through("page")},
)
