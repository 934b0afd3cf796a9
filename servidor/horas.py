"""Hours that the database computes: right by the zones of Python, whatever it knows itself.

PostgreSQL has zones of its own, those of its system. Where both differ, it is told.
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import DataError, InterfaceError, OperationalError, connection
from django.db.models import Case, DateTimeField, DurationField, ExpressionWrapper, F, Value, When
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .zonas import HAVANA, are_old, changes, version

_WEEKS = range(-52, 105)


def midnight(day):
    """Return the moment at which ``day`` begins in Havana, aware."""
    return timezone.make_aware(datetime.combine(day, time.min))


def wall_clock(field, since, until):
    """Return the moments of ``field`` as clocks show them, for those from ``since`` to ``until``.

    What is made of it, as ``TruncDate`` or ``ExtractMonth``, takes ``tzinfo=UTC``: the database
    is asked for no zone.
    """
    zone = ZoneInfo(HAVANA)
    cases = [
        When(**{f"{field}__lt": moment}, then=Value(offset, output_field=DurationField()))
        for moment, offset in changes(since, until)
    ]
    last = Value(until.astimezone(zone).utcoffset(), output_field=DurationField())
    offset = Case(*cases, default=last, output_field=DurationField())
    return ExpressionWrapper(F(field) + offset, output_field=DateTimeField())


def old_zones():
    """Return in words that the zones are too old to be relied on, "" if they are not."""
    if not are_old(timezone.localdate()):
        return ""
    return _(
        "Las zonas horarias de este servidor (%(version)s) tienen más de medio año. Si Cuba cambió "
        "desde entonces sus relojes, las horas están mal: actualice el paquete tzdata y reinicie."
    ) % {"version": version()}


def zones_differ():
    """Return in words when the database's Havana is not that of Python, "" if it is the same.

    A database that does not answer is told of elsewhere.
    """
    try:
        moment = _first_difference()
    except DataError:  # it knows no Havana at all
        moment = timezone.now()
    except (InterfaceError, OperationalError):
        return ""
    if moment is None:
        return ""
    return _(
        "La base de datos tiene otra hora de La Habana que los portales, al menos el %(dia)s: "
        "actualice el paquete tzdata en las dos máquinas y reinicie los dos servicios."
    ) % {"dia": date_format(timezone.localtime(moment), "DATE_FORMAT")}


def _first_difference():
    # SQLite asks Python.
    if connection.vendor != "postgresql":
        return None
    now, zone = timezone.now(), ZoneInfo(HAVANA)
    moments = [now + timedelta(weeks=week) for week in _WEEKS]
    # A change that one of both makes some hours or days later falls between two weeks.
    for moment, _offset in changes(moments[0], moments[-1]):
        moments += [moment - timedelta(seconds=1), moment]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT moment, (moment AT TIME ZONE %s) - (moment AT TIME ZONE 'UTC')"
            " FROM unnest(%s::timestamptz[]) AS moment ORDER BY moment",
            [HAVANA, moments],
        )
        return next(
            (
                moment
                for moment, offset in cursor.fetchall()
                if moment.astimezone(zone).utcoffset() != offset
            ),
            None,
        )
