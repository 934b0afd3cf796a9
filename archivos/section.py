"""What this app contributes to the other apps (see :mod:`base.sections`)."""

from django.utils.translation import gettext_lazy as _

from aislamiento.addresses import describe
from base.models import PortalDocument, PortalImage
from base.sections import Section

from . import cambios
from .models import CambioDeArchivo
from .queries import of_seen_files

SECTION = Section(
    log_actions={
        cambios.SENT: (_("Cambio de un archivo enviado"), _("Se envió a moderación un cambio")),
        cambios.APPROVED: (
            _("Cambio de un archivo aprobado"),
            _("Se aprobó el cambio que esperaba"),
        ),
        cambios.RETURNED: (
            _("Cambio de un archivo devuelto"),
            _("Se devolvió el cambio: «%(comentario)s»"),
        ),
        cambios.WITHDRAWN: (
            _("Cambio de un archivo retirado"),
            _("Se retiró el cambio que esperaba"),
        ),
        cambios.URGENT: (
            _("Cambio de un archivo con urgencia"),
            _("Cambiado con urgencia, sin moderación"),
        ),
    },
    visible={CambioDeArchivo: of_seen_files},
    addresses={
        **describe("", "editar_imagen", image_id=PortalImage),
        **describe("", "editar_documento", document_id=PortalDocument),
    },
)
