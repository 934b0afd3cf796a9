from django.core.management.base import BaseCommand, CommandError

from datos.preparacion import prepare

# Time limit in a round of the scheduler, because other tasks wait.
_SECONDS = 20


class Command(BaseCommand):
    help = "Makes the files of open data of which something may have changed."

    def add_arguments(self, parser):
        parser.add_argument("--todo", action="store_true", help="look at all of them, now")

    def handle(self, *args, todo, verbosity, **options):
        looked_at, failed = prepare(todo=todo, segundos=None if todo else _SECONDS)
        if verbosity:
            self.stdout.write(f"Conjuntos de datos comprobados: {looked_at}.")
        if failed and todo:
            raise CommandError(f"No se prepararon: {', '.join(failed)}.")
