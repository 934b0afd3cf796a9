from django.core.management.base import BaseCommand

from bitacora.purga import purge


class Command(BaseCommand):
    help = "Deletes the entries of the log that have outlived their term (BITACORA_DIAS_…)."

    def handle(self, *args, verbosity, **options):
        content, rights = purge()
        if verbosity:
            self.stdout.write(f"Borrados: {content} de contenido, {rights} de permisos y ajustes.")
