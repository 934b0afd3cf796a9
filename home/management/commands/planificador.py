import logging
import signal
from threading import Event

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils.timezone import localdate

logger = logging.getLogger(__name__)


# Publication first: what speaks to other machines takes its time.
ROUND = [
    "publish_scheduled",
    "atender_anuncios",
    "avisar_de_casos",
    "enviar_correos",
    "atender_importaciones",
    "preparar_datos",
]
DAILY = [
    "avisar_de_ley168",
    "purgar_bitacora",
    "purgar_importaciones",
    "purgar_anuncios",
    "purgar_busquedas",
    "purgar_casos",
    "purgar_consultas",
    "purgar_opiniones",
]


class Command(BaseCommand):
    help = "Publishes and withdraws pages on time and sends what waits, until it is told to stop."

    def add_arguments(self, parser):
        parser.add_argument(
            "--cada", type=int, default=30, metavar="SECONDS", help="pause between rounds"
        )

    def handle(self, *args, cada, **options):
        stop = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_args: stop.set())
        today = None
        while not stop.is_set():
            is_new_day, today = today != localdate(), localdate()
            for name in ROUND + DAILY if is_new_day else ROUND:
                try:
                    call_command(name, verbosity=0)
                except Exception:
                    # A database or cache that restarts must not end the scheduler.
                    logger.exception("%s failed; it will be tried again", name)
            close_old_connections()
            stop.wait(cada)
