"""Jobs of the scheduler: check and save long files, and delete old ones."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from .models import Importacion
from .servicio import check, save


def attend():
    """Check or save the imports that wait."""
    Importacion.attend(_go_on)


def _go_on(importacion):
    user, importer = importacion.usuario, importacion.importer
    # The user may have lost the permission since the file was sent.
    is_allowed = user is not None and user.is_active and importer is not None
    if not (is_allowed and importer.may_import(user, importacion.site)):
        importacion.give_up()
    elif importacion.estado == Importacion.Estado.POR_COMPROBAR:
        check(importacion)
    else:
        save(importacion)


def purge():
    """Delete the imports older than ``IMPORTACION_DIAS`` days; return how many."""
    before = timezone.now() - timedelta(days=settings.IMPORTACION_DIAS)
    old = Importacion.objects.filter(creada__lt=before)
    count = old.count()
    old.delete()
    return count
