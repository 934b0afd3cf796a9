"""Helper that creates many cases, without texts, for the tests of the statistics."""

from datetime import date, datetime, time, timedelta

from django.core.cache import cache
from django.utils import timezone

from atencion.models import Caso

# A past year: the published figures do not depend on the day on which the tests run.
YEAR = 2025


def receive(portal, number, *, tipo="queja", month=3, day=10, hour=9, answered=None, **fields):
    """Create cases received on that day of YEAR; ``answered`` is the days until the answer."""
    moment = timezone.make_aware(datetime.combine(date(YEAR, month, day), time(hour)))
    when = None if answered is None else moment + timedelta(days=answered)
    Caso.objects.bulk_create(
        Caso(
            site=portal.site,
            site_recibida=portal.site,
            tipo=tipo,
            asunto="Asunto",
            recibida=moment,
            vence=(moment + timedelta(days=30)).date(),
            trasladar_hasta=(moment + timedelta(days=5)).date(),
            respondida_el=when,
            **fields,
        )
        for _ in range(number)
    )
    cache.clear()
