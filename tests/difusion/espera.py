"""Time that passes for what waits to be announced."""

from datetime import timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from difusion.models import Anuncio


def later(**time):
    """Let ``time`` pass for everything that waits."""
    Anuncio.objects.update(momento=timezone.now() - timedelta(**time))
    DBTaskResult.objects.update(run_after=timezone.now() - timedelta(**time))
