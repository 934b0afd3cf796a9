import logging
import signal
from threading import Event

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Publishes and withdraws scheduled pages on time, until it is told to stop."

    def add_arguments(self, parser):
        parser.add_argument(
            "--cada", type=int, default=30, metavar="SECONDS", help="pause between rounds"
        )

    def handle(self, *args, cada, **options):
        stop = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_args: stop.set())
        while not stop.is_set():
            try:
                call_command("publish_scheduled", verbosity=0)
            except Exception:
                # A database or cache that restarts must not end the scheduler.
                logger.exception("This round failed; the next one tries again")
            close_old_connections()
            stop.wait(cada)
