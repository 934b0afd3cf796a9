from django.core.management.base import BaseCommand

from difusion.pendientes import rescue, work_off


class Command(BaseCommand):
    help = "Takes up announcements that were broken off or forgotten; the scheduler runs it."

    def add_arguments(self, parser):
        parser.add_argument("--enviar", action="store_true", help="also send what is due")

    def handle(self, *args, enviar, **options):
        rescue()
        if enviar:
            work_off()
