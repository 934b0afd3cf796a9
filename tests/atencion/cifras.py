"""Cases by the number, without words of anybody: for the figures that count them."""

from datetime import date, datetime, time, timedelta

from django.core.cache import cache
from django.utils import timezone

from atencion.models import Caso

# A year that is over, on any day on which the tests run: what is told does not depend on theirs.
YEAR = 2025


def receive(portal, number, *, tipo="queja", month=3, day=10, hour=9, answered=None, **fields):
    """Put ``number`` cases where they were received that month; answered after so many days."""
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
