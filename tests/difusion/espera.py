"""Helper that lets time pass for waiting anuncios."""

from datetime import timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from difusion.models import Anuncio


def later(**time):
    """Make all anuncios and tasks due since ``time`` ago."""
    Anuncio.objects.update(momento=timezone.now() - timedelta(**time))
    DBTaskResult.objects.update(run_after=timezone.now() - timedelta(**time))
