"""Local times computed in the database with the time zones of Python, whatever zones it has itself.

PostgreSQL uses the zones of its system. If both differ, the checks report it.
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
    """Return the aware datetime at which ``day`` begins in Havana."""
    return timezone.make_aware(datetime.combine(day, time.min))


def wall_clock(field, since, until):
    """Return an expression: ``field`` in Havana time, right from ``since`` to ``until``.

    Functions of it, such as ``TruncDate`` or ``ExtractMonth``, need ``tzinfo=UTC``: then the
    database uses no zone of its own.
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
    """Return a warning if the time zones of Python are too old to be reliable, else ""."""
    if not are_old(timezone.localdate()):
        return ""
    return _(
        "Las zonas horarias de este servidor (%(version)s) tienen más de medio año. Si Cuba cambió "
        "desde entonces sus relojes, las horas están mal: actualice el paquete tzdata y reinicie."
    ) % {"version": version()}


def zones_differ():
    """Return a warning if Havana time differs between database and Python, else "".

    A database that does not answer gives "": other checks report that.
    """
    try:
        moment = _first_difference()
    except DataError:  # the zone is unknown there
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
    # SQLite uses the zones of Python.
    if connection.vendor != "postgresql":
        return None
    now, zone = timezone.now(), ZoneInfo(HAVANA)
    moments = [now + timedelta(weeks=week) for week in _WEEKS]
    # If both change some hours or days apart, the difference lies between two weeks.
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
