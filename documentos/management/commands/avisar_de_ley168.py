from django.core.management.base import BaseCommand

from documentos.ley168.notificaciones import warn_of_expiry


class Command(BaseCommand):
    help = "Tells by mail what of the lists of Ley 168 is about to lapse; the scheduler runs it."

    def handle(self, *args, **options):
        warn_of_expiry()
