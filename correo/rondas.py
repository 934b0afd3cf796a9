"""Rounds of the mails that are not in the queue but use its pauses.

They go straight to the mail server. Each pending mail is a :class:`~correo.models.EnEspera`.
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
# Errors about one mail; any other ``OSError`` is about the server itself.
_OF_THIS_MAIL = (SMTPRecipientsRefused, SMTPDataError)
# SMTP codes from 500 on are permanent refusals; lower ones are temporary.
_FOR_GOOD = 500


def send_due(rows, write, give_up):
    """Send the mails of ``rows`` that are due; return how many rows are done.

    ``write(row)`` returns the mail, or None if it is no longer needed; then its row is deleted and
    counted too. ``give_up(row)`` is called after the last refused attempt. A round ends at the
    first mail for which no server answers; the other mails wait with it.
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
            # An error of this mail must not stop the others.
            _refused(row, error, give_up)
        else:
            row.delete()
            sent += 1
    return sent


def _claim(row):
    """Postpone the row before it is sent, so that no other process sends it; 0 if one did."""
    until = timezone.now() + PAUSES[min(row.intentos, len(PAUSES) - 1)]
    rows = _same(row).filter(intentos=row.intentos)
    return rows.update(siguiente=until, intentos=F("intentos") + 1)


def _same(row):
    return type(row).objects.filter(pk=row.pk)


def _refused(row, error, give_up):
    """Record that the server refused this mail; after the last attempt call ``give_up``."""
    # Never log the error itself: it contains the address.
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
    """Postpone all due mails without counting an attempt: power may be off for days."""
    logger.warning("No mail server takes mails to citizens: %s", type(error).__name__)
    waits = {"siguiente": timezone.now() + _SERVER_PAUSE, "fallo": Fallo.SERVIDOR}
    due.update(**waits)
    _same(row).update(intentos=row.intentos, **waits)
