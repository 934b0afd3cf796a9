"""Metrics for monitoring, in the format of Prometheus: how much waits, and since when."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import Error
from django.utils import timezone
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily

from .caches.trial import troubles
from .reloj import last_beat

# The name that deploy/backup.sh gives a complete backup.
_COPY = "%Y%m%dT%H%M%SZ"


def gauge(name, says, value):
    """Return a gauge with one value, named ``portales_<name>``."""
    return GaugeMetricFamily(f"portales_{name}", says, value)


def waiting(name, says, queryset, since):
    """Yield two gauges: how many rows of ``queryset`` wait, and for how many seconds the first has.

    ``since`` is the name of the datetime field from which a row waits.
    """
    first = queryset.order_by(since).values_list(since, flat=True).first()
    yield gauge(f"{name}_waiting", says, queryset.count())
    yield gauge(f"{name}_waiting_seconds", f"{says}: since when, the first", age(first) or 0)


def age(moment):
    """Return the seconds since ``moment``, or None without one."""
    return moment and max(0, (timezone.now() - moment).total_seconds())


def exposition(functions):
    """Return the gauges of ``functions`` and of the machine, as text in Prometheus format.

    A function that fails because of the database is left out; the others are still reported.
    """
    registry = CollectorRegistry()
    registry.register(_Collector([of_the_machine, of_the_scheduler, *functions]))
    return generate_latest(registry)


class _Collector:
    def __init__(self, functions):
        self.functions = functions

    def collect(self):
        for function in self.functions:
            try:
                yield from list(function())
            except Error:
                continue


def of_the_machine():
    room = GaugeMetricFamily("portales_disk_free_bytes", "Room on the disk", labels=["place"])
    for place, folder in (("media", settings.MEDIA_ROOT), ("state", settings.VAR_DIR)):
        if Path(folder).is_dir():
            room.add_metric([place], shutil.disk_usage(folder).free)
    yield room
    failing, _mended = troubles()
    yield gauge("cache_failing", "Whether a cache can keep nothing", int(bool(failing)))
    copies = [copy for entry in _entries(settings.BACKUP_ROOT) if (copy := _moment_of(entry))]
    if copies:
        yield gauge("backup_age_seconds", "Age of the newest copy", age(max(copies)))


def of_the_scheduler():
    if beat := last_beat():
        yield gauge("scheduler_beat_seconds", "Since the scheduler last went round", age(beat))


def _entries(folder):
    try:
        return list(Path(folder).iterdir())
    except OSError:
        return []  # missing or not readable: no data


def _moment_of(copy):
    try:
        return datetime.strptime(copy.name, _COPY).replace(tzinfo=UTC)
    except ValueError:
        return None
