"""What deletes because of a date: every command «purgar_…» is a :class:`Purga`."""

from django.core.management.base import BaseCommand

from .reloj import latir


class Purga(BaseCommand):
    """A command that deletes what has outlived its term, if the clock is to be believed."""

    def add_arguments(self, parser):
        parser.add_argument(
            "--reloj-correcto",
            action="store_true",
            help="the clock of this server is right, however long ago the last beat was",
        )

    def handle(self, *args, reloj_correcto, verbosity, **options):
        latir(es_correcto=reloj_correcto)
        done = self.purge()
        if verbosity:
            self.stdout.write(done)

    def purge(self):
        """Delete; return in words what was deleted."""
        raise NotImplementedError
