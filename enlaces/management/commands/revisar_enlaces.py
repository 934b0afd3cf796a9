from django.core.management.base import BaseCommand

from enlaces.vuelta import go_on


class Command(BaseCommand):
    help = "Looks whether some of the links of published pages lead somewhere: one portion."

    def handle(self, *args, verbosity, **options):
        total = go_on()
        if verbosity:
            self.stdout.write(f"Enlaces mirados: {total}.")
