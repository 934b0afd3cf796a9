from datetime import timedelta

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.timezone import localdate

from atencion.models import Opinion


class Command(BaseCommand):
    help = "Deletes the opinions on pages that are older than OPINIONES_DIAS."

    def handle(self, *args, verbosity, **options):
        since = localdate() - timedelta(days=settings.OPINIONES_DIAS)
        deleted, _by_model = Opinion.objects.filter(dia__lt=since).delete()
        if verbosity:
            self.stdout.write(f"Opiniones borradas: {deleted}.")
