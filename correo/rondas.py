"""Rounds of the mails that stand in no queue of the database, and are tried with its pauses.

They go straight to the mail server: what waits is an :class:`~correo.models.EnEspera`.
"""

import logging
from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import get_connection
from django.db.models import F
from django.utils import timezone

from .cola import PAUSES
from .models import EnEspera

Fallo = EnEspera.Fallo

logger = logging.getLogger(__name__)

_BATCH = 50
_SERVER_PAUSE = timedelta(minutes=5)
# What a server says of one mail; anything else is said of the server itself.
_OF_THIS_MAIL = (SMTPRecipientsRefused, SMTPDataError)
# From here on a server refuses for good; below, for now.
_FOR_GOOD = 500


def send_due(rows, write, give_up):
    """Send what is due of ``rows``; return how many mails left.

    ``write`` makes the mail of a row, or None where there is none any more; ``give_up`` is told
    of a row whose mail was refused to the last. A round ends with the first mail for which no
    server is there: the others wait with it.
    """
    sent = 0
    due = rows.filter(siguiente__lte=timezone.now())
    connection = get_connection(settings.POST_OFFICE["BACKENDS"]["default"])
    for row in due[:_BATCH]:
        if not _claim(row):
            continue
        try:
            if mail := write(row):
                connection.send_messages([mail])
        except _OF_THIS_MAIL as error:
            _refused(row, error, give_up)
        except OSError as error:
            _wait_for_server(due, row, error)
            break
        except Exception as error:
            # Whatever is wrong with this mail must not keep the others.
            _refused(row, error, give_up)
        else:
            row.delete()
            sent += 1
    return sent


def _claim(row):
    """Put the next attempt off, before this one: nobody else sends it meanwhile."""
    until = timezone.now() + PAUSES[min(row.intentos, len(PAUSES) - 1)]
    rows = _same(row).filter(intentos=row.intentos)
    return rows.update(siguiente=until, intentos=F("intentos") + 1)


def _same(row):
    return type(row).objects.filter(pk=row.pk)


def _refused(row, error, give_up):
    """The server takes mail, but not this one: in the end somebody has to tell it otherwise."""
    # Never the error itself: it names the address.
    code = getattr(error, "smtp_code", type(error).__name__)
    logger.warning("Mail of %s was not taken (%s)", row.about, code)
    row.fallo = _why(error)
    _same(row).update(fallo=row.fallo)
    if row.intentos >= len(PAUSES):
        give_up(row)
        if row.is_hopeless:
            row.delete()
        else:
            _same(row).update(siguiente=None)


def _why(error):
    if isinstance(error, SMTPRecipientsRefused):
        codes = [code for code, _answer in error.recipients.values()]
        return Fallo.DIRECCION if min(codes) >= _FOR_GOOD else Fallo.BUZON
    if isinstance(error, SMTPDataError):
        return Fallo.RECHAZO if error.smtp_code >= _FOR_GOOD else Fallo.BUZON
    return Fallo.OTRO


def _wait_for_server(due, row, error):
    """All wait a little, and none of them is to blame: power may be away for days."""
    logger.warning("No mail server takes mails to citizens: %s", type(error).__name__)
    waits = {"siguiente": timezone.now() + _SERVER_PAUSE, "fallo": Fallo.SERVIDOR}
    due.update(**waits)
    _same(row).update(intentos=row.intentos, **waits)
