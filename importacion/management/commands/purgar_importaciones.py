from django.core.management.base import BaseCommand

from importacion.pendientes import purge


class Command(BaseCommand):
    help = "Deletes what was read from files sent long ago (IMPORTACION_DIAS)."

    def handle(self, *args, verbosity, **options):
        deleted = purge()
        if verbosity:
            self.stdout.write(f"Importaciones borradas: {deleted}.")
