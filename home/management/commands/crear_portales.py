from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from base.models import PortalSettings
from home.contenido.creacion import create_contents
from home.creacion import create_portales


class Command(BaseCommand):
    help = "Creates the portals of the data file; adds what is missing, overwrites nothing."

    def handle(self, *args, **options):
        if PortalSettings.objects.exists():
            # The installation may be older than the search index.
            call_command("rehacer_buscador", si_falta=True, stdout=self.stdout)
        try:
            create_portales(self.stdout.write)
            create_contents(self.stdout.write)
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
