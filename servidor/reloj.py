"""Whether the clock of the server is to be believed, before anything happens for the date it tells.

A clock that is years ahead would delete the whole log and all personal data, for good. Each round
of the scheduler and each purge compares it with the last beat that was believed.
"""

from datetime import timedelta

from django.core.management import CommandError
from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry, PageLogEntry

from .models import Latido

# A server may be off for weeks, and a copy that is restored may be a month old (KEEP_DAYS). A clock
# that is wrong by less deletes what had as little left to live; none forgets its year by so little.
_AHEAD = timedelta(days=45)
# A monitor knows by it that the scheduler goes round.
_BETWEEN_BEATS = timedelta(minutes=5)
_LOGS = (PageLogEntry, ModelLogEntry)


class RelojDudosoError(CommandError):
    """The clock says what cannot be; the message tells operators how to go on."""


def latir(*, es_correcto=False):
    """Write down what the clock says; raise :class:`RelojDudosoError` if that cannot be.

    ``es_correcto``: somebody has looked at the clock, and it is right.
    """
    now, beat = timezone.now(), last_beat()
    last = beat or _last_entry()
    if not es_correcto and (why := _doubt(now, last)):
        raise RelojDudosoError(why)
    since = _BETWEEN_BEATS if beat else timedelta(0)
    if es_correcto or last is None or now - last > since:
        Latido.objects.update_or_create(pk=1, defaults={"visto": now})


def duda():
    """Return in words why the clock is not to be believed, None if it is."""
    return _doubt(timezone.now(), last_beat() or _last_entry())


def last_beat():
    """Return the last moment at which the clock was believed, None before the first."""
    return Latido.objects.values_list("visto", flat=True).first()


def _doubt(now, last):
    # A clock that is behind ends nothing early. Nor is it a beat: from it on, today would be ahead.
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
    """Before the first beat the log tells when somebody was last here."""
    newest = [model.objects.aggregate(Max("timestamp"))["timestamp__max"] for model in _LOGS]
    return max(filter(None, newest), default=None)


def _day(moment):
    return date_format(timezone.localtime(moment), "DATE_FORMAT")
