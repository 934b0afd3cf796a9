"""Jobs of the scheduler: sends anuncios, also those that a killed process or lost task left."""

import logging
from contextlib import suppress
from datetime import timedelta
from threading import Event, Thread

from django.conf import settings
from django.db import Error, close_old_connections
from django.db.models import Exists, OuterRef
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from .envio import left_unanswered, try_again
from .models import Anuncio
from .tareas import QUEUE, enqueue

logger = logging.getLogger(__name__)

Estado = Anuncio.Estado
# A due anuncio gets a new task only after this time: its own may be about to begin.
_GRACE = timedelta(minutes=1)
# Seconds of the thread that sends.
_BETWEEN_LOOKS = 2
_AFTER_FAILURE = 5
_TO_END = 10  # more than DIFUSION_PLAZO, for the picture
_ROOM = timedelta(minutes=2)  # added to the request timeout, for the picture and slow machines


def rescue():
    """Continue the anuncios that no worker handles any more.

    A request that was not sent is tried again. A request that was sent may have arrived: it is sent
    again if the receiver recognises repeated messages; otherwise it is ``DUDOSO`` for the editors.
    """
    lost = timezone.now() - timedelta(seconds=settings.DIFUSION_PLAZO) - _ROOM
    broken_off = Anuncio.objects.filter(momento__lt=lost).select_related("site")
    with translation.override(settings.LANGUAGE_CODE):
        for anuncio in broken_off.filter(estado=Estado.TOMADO):
            try_again(anuncio, _("El envío se interrumpió antes de salir."), timedelta())
            enqueue(anuncio)
        for anuncio in broken_off.filter(estado=Estado.SALIENDO):
            left_unanswered(anuncio, _("El envío se interrumpió cuando ya había salido."))
            enqueue(anuncio)
    _enqueue_forgotten()


def _enqueue_forgotten():
    waiting = DBTaskResult.objects.filter(pk=OuterRef("tarea"), status="READY")
    due = Anuncio.objects.filter(estado=Estado.PENDIENTE, momento__lt=timezone.now() - _GRACE)
    for anuncio in due.filter(~Exists(waiting)):
        enqueue(anuncio)


def work_off():
    """Run the due tasks in this process, as a worker does, until none is left."""
    _worker(interval=0, batch=True).run()


class Mensajero(Thread):
    """Runs tasks when they are due, beside the rounds of the scheduler, until :meth:`stop`.

    A receiver that does not answer delays no round, and a round that takes long no anuncio.
    """

    def __init__(self):
        super().__init__(name="mensajero", daemon=True)
        self._worker = _worker(interval=_BETWEEN_LOOKS, batch=False)
        self._is_told = Event()

    def run(self):
        while not self._is_told.is_set():
            try:
                self._worker.run()
            except Exception:
                # A restart of the database must not end it.
                logger.exception("Announcements failed; they will be tried again")
                with suppress(Error):
                    close_old_connections()
                self._is_told.wait(_AFTER_FAILURE)

    def stop(self):
        """Begin no other task; return at once (signal handlers may call it)."""
        self._is_told.set()
        self._worker.running = False

    def wait(self):
        """After :meth:`stop`: let the task that runs end, which takes one request at most.

        Of what is cut off it is doubtful whether it arrived, and a person has to look (0023).
        """
        self.join(settings.DIFUSION_PLAZO + _TO_END)


def _worker(*, interval, batch):
    return Worker(
        queue_names=["*"],
        interval=interval,
        batch=batch,
        backend_name=QUEUE,
        startup_delay=False,
        max_tasks=None,
        worker_id="planificador",
        excluded_queue_names=[],
    )


def forget_tasks(days=14):
    """Delete the tasks that started over ``days`` days ago and are not READY; return how many."""
    old = DBTaskResult.objects.filter(
        backend_name=QUEUE, started_at__lt=timezone.now() - timedelta(days=days)
    )
    return old.exclude(status="READY").delete()[0]
