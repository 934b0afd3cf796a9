from django.core.management.base import BaseCommand

from atencion.consultas.purga import purgar


class Command(BaseCommand):
    help = "Deletes what people answered to old consultations (ATENCION_CONSULTAS_DIAS)."

    def handle(self, *args, verbosity, **options):
        purged = purgar()
        if verbosity:
            self.stdout.write(f"Consultas de las que queda solo el recuento: {purged}.")
