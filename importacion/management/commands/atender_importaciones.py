from django.core.management.base import BaseCommand

from importacion.pendientes import attend


class Command(BaseCommand):
    help = "Checks and saves the long files that wait; the scheduler runs it."

    def handle(self, *args, **options):
        attend()
