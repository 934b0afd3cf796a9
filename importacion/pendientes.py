"""What the scheduler does: long files, and those that were sent long ago."""

import logging
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from .models import Importacion
from .servicio import check, save

logger = logging.getLogger(__name__)


def attend():
    """Go on with the files that wait, in their order; one that fails holds up no other."""
    waiting = [Importacion.Estado.POR_COMPROBAR, Importacion.Estado.POR_GUARDAR]
    for importacion in Importacion.objects.filter(estado__in=waiting).order_by("pk"):
        try:
            _go_on(importacion)
        except Exception:
            logger.exception("import %s failed", importacion.pk)
            importacion.give_up()


def _go_on(importacion):
    user, importer = importacion.usuario, importacion.importer
    # Rights may have been taken away since the file was sent.
    is_allowed = user is not None and user.is_active and importer is not None
    if not (is_allowed and importer.may_import(user, importacion.site)):
        importacion.give_up()
    elif importacion.estado == Importacion.Estado.POR_COMPROBAR:
        check(importacion)
    else:
        save(importacion)


def purge():
    """Delete what was read from files sent before the term; return how many they were."""
    before = timezone.now() - timedelta(days=settings.IMPORTACION_DIAS)
    old = Importacion.objects.filter(creada__lt=before)
    count = old.count()
    old.delete()
    return count
