from django.core.management.base import BaseCommand

from mudanza.traer.servicio import attend


class Command(BaseCommand):
    help = "Goes on with the older portals that are being taken over; the scheduler runs it."

    def handle(self, *args, **options):
        attend()
