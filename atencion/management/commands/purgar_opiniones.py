from datetime import timedelta

from django.conf import settings
from django.utils.timezone import localdate

from atencion.models import Opinion
from servidor.purga import Purga


class Command(Purga):
    help = "Deletes the opinions on pages that are older than OPINIONES_DIAS."

    def purge(self):
        since = localdate() - timedelta(days=settings.OPINIONES_DIAS)
        deleted, _by_model = Opinion.objects.filter(dia__lt=since).delete()
        return f"Opiniones borradas: {deleted}."
