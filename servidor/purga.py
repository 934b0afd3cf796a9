"""The base class of all commands «purgar_…», which delete data by date."""

from django.core.management.base import BaseCommand

from .reloj import record_beat


class Purga(BaseCommand):
    """A command that deletes data older than their term, if the server clock can be trusted."""

    def add_arguments(self, parser):
        parser.add_argument(
            "--reloj-correcto",
            action="store_true",
            help="the clock of this server is right, however long ago the last beat was",
        )

    def handle(self, *args, reloj_correcto, verbosity, **options):
        record_beat(es_correcto=reloj_correcto)
        done = self.purge()
        if verbosity:
            self.stdout.write(done)

    def purge(self):
        """Delete the data; return a text that says what was deleted."""
        raise NotImplementedError
