import logging
import signal
from threading import Event
from time import monotonic

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils.timezone import localdate

from difusion.pendientes import Mensajero
from servidor.reloj import RelojDudosoError, record_beat

logger = logging.getLogger(__name__)


# Publication first, because commands that use the network take long.
ROUND = [
    "publish_scheduled",
    "preparar_fotos",
    "atender_anuncios",
    "avisar_de_casos",
    "enviar_correos",
    "atender_importaciones",
    "atender_mudanzas",
    "preparar_datos",
    "contar_lecturas",
    "revisar_enlaces",
    "preparar_portatil",
]
DAILY = [
    "avisar_de_ley168",
    "purgar_bitacora",
    "purgar_importaciones",
    "purgar_anuncios",
    "purgar_busquedas",
    "purgar_casos",
    "purgar_consultas",
    "purgar_correos",
    "purgar_lecturas",
    "purgar_mudanzas",
    "purgar_opiniones",
]
# Skipped while the clock is wrong, because they publish, withdraw, announce or delete by date.
# Scheduled news would be out years early, and every aviso with an end would have to be published
# again by hand. A link is reported as broken after failing on several days. A portal to take along
# says its day.
BY_DATE = {"publish_scheduled", "revisar_enlaces", "preparar_portatil", *DAILY}
_SAY_AGAIN = 3600  # seconds


class Command(BaseCommand):
    help = "Publishes and withdraws pages on time and sends what waits, until it is told to stop."

    today = None
    say_again_at = 0

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_told_to_end = Event()

    def add_arguments(self, parser):
        parser.add_argument(
            "--cada", type=int, default=30, metavar="SECONDS", help="pause between rounds"
        )

    def handle(self, *args, cada, **options):
        mensajero = Mensajero()

        def end(*_args):
            self.is_told_to_end.set()
            mensajero.stop()

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, end)
        mensajero.start()
        while not self.is_told_to_end.is_set():
            self.go_round()
            close_old_connections()
            self.is_told_to_end.wait(cada)
        mensajero.wait()

    def go_round(self):
        is_right = self.believes_the_clock()
        is_new_day = is_right and self.today != localdate()
        for name in ROUND + DAILY if is_new_day else ROUND:
            if self.is_told_to_end.is_set():
                return
            if is_right or name not in BY_DATE:
                self.call(name)
        if is_new_day:
            self.today = localdate()

    def call(self, name):
        try:
            call_command(name, verbosity=0)
        except Exception:
            # A restart of the database or the cache must not end the scheduler.
            logger.exception("%s failed; it will be tried again", name)

    def believes_the_clock(self):
        """Return whether the date is plausible; if not, log it once an hour."""
        try:
            record_beat()
        except RelojDudosoError as why:
            if self.say_again_at <= monotonic():
                logger.error(why)
                self.say_again_at = monotonic() + _SAY_AGAIN
        except Exception:
            logger.exception("The last beat was not read; it will be tried again")
        else:
            self.say_again_at = 0
            return True
        return False
