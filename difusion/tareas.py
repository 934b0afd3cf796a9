"""The queue of the anuncios: Django's task framework with the database, under its own name.

Wagtail's own tasks still run at once, in the request (docs/decisions/0023).
"""

from django.utils import timezone
from django_tasks import task

from . import envio
from .models import Anuncio

QUEUE = "difusion"  # in the setting TASKS


@task(backend=QUEUE)
def announce(pk):
    anuncio = Anuncio.objects.select_related("site").filter(pk=pk).first()
    if anuncio is not None:
        envio.attempt(anuncio)
        enqueue(anuncio)


def enqueue(anuncio):
    """Put ``anuncio``, if it is pending, into the queue for the moment at which it is due."""
    if anuncio.estado != Anuncio.Estado.PENDIENTE:
        return
    later = {"run_after": anuncio.momento} if anuncio.momento > timezone.now() else {}
    result = announce.using(**later).enqueue(anuncio.pk)
    Anuncio.objects.filter(pk=anuncio.pk).update(tarea=result.id)
