"""Section of the difusión: what it declares to the other apps."""

from django.utils import timezone

from base.sections import Section
from servidor.metrics import waiting

from .models import Anuncio, Difusion


def gauges():
    due = Anuncio.objects.filter(estado=Anuncio.Estado.PENDIENTE, momento__lte=timezone.now())
    yield from waiting("announcements", "Announcements that are due", due, "momento")


SECTION = Section(logged=(Difusion,), gauges=(gauges,))
