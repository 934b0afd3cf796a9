from django.core.management.base import BaseCommand

from atencion.purga import purgar, purgar_archivos_sueltos


class Command(BaseCommand):
    help = "Deletes the personal data of old cases (ATENCION_DIAS_CONSERVACION); figures stay."

    def handle(self, *args, verbosity, **options):
        purged = purgar()
        purgar_archivos_sueltos()
        if verbosity:
            self.stdout.write(f"Casos sin datos personales desde hoy: {purged}.")
