from django.core.management.base import BaseCommand

from search.fallidas import purgar


class Command(BaseCommand):
    help = "Deletes the searches without result that have outlived their term."

    def handle(self, *args, verbosity, **options):
        deleted = purgar()
        if verbosity:
            self.stdout.write(f"Búsquedas borradas: {deleted}.")
