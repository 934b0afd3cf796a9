"""Deletion of personal data and texts after the retention period; the counts stay."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from .casos import cambiando
from .models import Adjunto, AvisoALaPersona, Caso, NovedadDeCaso, Remitente
from .models.adjunto import CARPETA

_BATCH = 500
_OVER = [Caso.Estado.CERRADA, Caso.Estado.RESPONDIDA]
# A newer file without a row may belong to a case that is being received right now.
_UNNAMED_FOR = timedelta(days=1)


def purge():
    """Delete the personal data of cases past their retention period; return how many cases."""
    until = timezone.now() - timedelta(days=settings.ATENCION_DIAS_CONSERVACION)
    purged = 0
    while casos := list(_outlived(until)[:_BATCH]):
        purged += sum(_delete_data(caso, until) for caso in casos)
    return purged


def _outlived(until):
    """Return the cases that are over and had no movimiento since ``until``."""
    casos = Caso.objects.annotate(ultimo=Max("movimientos__cuando"))
    return casos.filter(ultimo__lt=until, estado__in=_OVER, datos_borrados_el=None).order_by("pk")


def _delete_data(caso, until):
    """Delete the remitente, the texts and the files; kind, dates and portals stay.

    Return False, without changes, if something has happened to the case meanwhile.
    """
    with cambiando(caso) as now:
        if not _outlived(until).filter(pk=now.pk).exists():
            return False
        Remitente.objects.filter(caso=now).delete()
        Adjunto.objects.filter(movimiento__caso=now).delete()
        now.movimientos.update(texto="")
        for model in (AvisoALaPersona, NovedadDeCaso):
            model.objects.filter(movimiento__caso=now).delete()
        now.avisados.all().delete()
        now.asunto = now.hechos = now.pide = ""
        now.datos_borrados_el = timezone.localdate()
    return True


def purge_loose_files():
    """Delete files without a row, left when the database failed just after the upload."""
    storage = Adjunto._meta.get_field("archivo").storage
    known = set(Adjunto.objects.values_list("archivo", flat=True))
    until = timezone.now() - _UNNAMED_FOR
    for name in set(archivos_guardados(storage)) - known:
        if storage.get_modified_time(name) < until:
            storage.delete(name)


def archivos_guardados(storage):
    """Yield the names of all files of cases in ``storage``."""
    if not storage.exists(CARPETA):
        return
    for folder in storage.listdir(CARPETA)[0]:
        for name in storage.listdir(f"{CARPETA}/{folder}")[1]:
            yield f"{CARPETA}/{folder}/{name}"
