from django.core.management.base import BaseCommand

from redaccion.preparadas import prepare_all, prepare_published

# In one round of the scheduler, where other tasks wait.
_SECONDS = 20


class Command(BaseCommand):
    help = "Makes the pictures of pages published lately in the sizes in which they are sent."

    def add_arguments(self, parser):
        parser.add_argument("--todo", action="store_true", help="of all published pages, now")

    def handle(self, *args, todo, verbosity, **options):
        looked_at = prepare_all() if todo else prepare_published(_SECONDS)
        if verbosity:
            self.stdout.write(f"Páginas miradas: {looked_at}.")
