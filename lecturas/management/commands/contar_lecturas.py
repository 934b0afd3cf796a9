from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from lecturas.conteo import count


class Command(BaseCommand):
    help = "Counts which pages were read since the last time, from the log of the web server."

    def handle(self, *args, verbosity, **options):
        path = settings.LECTURAS_LOG and Path(settings.LECTURAS_LOG)
        # The demo has no log, and the file does not exist before the first reading.
        total = count(path) if path and path.exists() else 0
        if verbosity:
            self.stdout.write(f"Lecturas contadas: {total}.")
