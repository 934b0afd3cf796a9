"""Checks whether the server clock can be trusted, and whether the scheduler still goes round.

A clock that is years ahead would delete the whole bitácora and all personal data, for good. Each
round of the scheduler and each purge compares the clock with the last trusted latido.
"""

from datetime import timedelta

from django.core.management import CommandError
from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry, PageLogEntry

from .models import Latido

# A server may be off for weeks, and a restored backup may be a month old (KEEP_DAYS). A clock that
# is wrong by less deletes only data with as little time left; one that loses its year is wrong by
# more.
_AHEAD = timedelta(days=45)
# Monitoring uses the latido to see that the scheduler runs.
_BETWEEN_BEATS = timedelta(minutes=5)
# A round with long spreadsheets, a move and servers that do not answer takes some minutes.
_SILENT = 6 * _BETWEEN_BEATS
_LOGS = (PageLogEntry, ModelLogEntry)


class RelojDudosoError(CommandError):
    """The clock cannot be right; the message tells operators what to do."""


def record_beat(*, es_correcto=False):
    """Record the time of the clock; raise :class:`RelojDudosoError` if it cannot be right.

    ``es_correcto``: a person has checked the clock, and it is right.
    """
    now, beat = timezone.now(), last_beat()
    last = beat or _last_entry()
    if not es_correcto and (why := _doubt(now, last)):
        raise RelojDudosoError(why)
    since = _BETWEEN_BEATS if beat else timedelta(0)
    if es_correcto or last is None or now - last > since:
        Latido.objects.update_or_create(pk=1, defaults={"visto": now})


def duda():
    """Return a text that says why the clock cannot be trusted, or None."""
    return _doubt(timezone.now(), last_beat() or _last_entry())


def parada():
    """Return why nothing happens on time, as title and text for administrators, or None.

    The clock is not trusted, or the scheduler has written no latido for half an hour.
    """
    now, beat = timezone.now(), last_beat()
    if why := _doubt(now, beat or _last_entry()):
        return _("El reloj del servidor no parece correcto"), why
    if beat is None or now - beat <= _SILENT:
        return None
    why = _(
        "El planificador no da señales desde el %(desde)s. Mientras tanto nada se publica ni se "
        "retira a su hora, no salen correos y no se preparan los datos abiertos. En el servidor, "
        "«journalctl -u portales -n 50» dice por qué. Corregida la causa, ejecute «systemctl "
        "restart portales»."
    ) % {"desde": date_format(timezone.localtime(beat), "DATETIME_FORMAT")}
    return _("El planificador está parado"), why


def last_beat():
    """Return the last time at which the clock was trusted, or None before the first latido."""
    return Latido.objects.values_list("visto", flat=True).first()


def _doubt(now, last):
    # A clock that is behind deletes nothing early. It is not recorded either: then the right time
    # would later look too far ahead.
    if last is None or now - last <= _AHEAD:
        return None
    return _(
        "El reloj del servidor dice que hoy es %(hoy)s, y la última vez que se le creyó era "
        "%(entonces)s. Mientras no se sepa cuál es la verdad, nada se borra, se publica, se retira "
        "ni se avisa por su fecha. Si el reloj está mal, corríjalo: todo sigue solo. Si está bien "
        "(el servidor estuvo apagado, o el planificador detenido), ejecute una vez «python "
        "manage.py purgar_bitacora --reloj-correcto»."
    ) % {"hoy": _day(now), "entonces": _day(last)}


def _last_entry():
    """Return the time of the newest bitácora entry, which counts before the first latido."""
    newest = [model.objects.aggregate(Max("timestamp"))["timestamp__max"] for model in _LOGS]
    return max(filter(None, newest), default=None)


def _day(moment):
    return date_format(timezone.localtime(moment), "DATE_FORMAT")
