from django.conf import settings
from django.core.management.base import BaseCommand

from difusion.pendientes import rescue, work_off


class Command(BaseCommand):
    help = "Takes up announcements that were broken off or forgotten; the scheduler runs it."

    def handle(self, *args, **options):
        rescue()
        if settings.DIFUSION_SIN_TRABAJADOR:
            work_off()
