"""The queue of mail: sent in rounds, tried again with growing pauses, never in a request."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from post_office import EmailBackend
from post_office.mail import send_queued
from post_office.models import STATUS, Email

# After the last one an administrator decides: the report «Correos que no salieron».
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 4 * 60, 12 * 60)]
_KEEP_SENT = timedelta(days=7)
_KEEP_FAILED = timedelta(days=30)


class QueueBackend(EmailBackend):
    """Takes every mail into the queue, marked so that no answering machine answers it."""

    def send_messages(self, email_messages):
        for message in email_messages:
            message.extra_headers.setdefault("Auto-Submitted", "auto-generated")
        return super().send_messages(email_messages)


def send_mail_queue():
    """Send what is due; one round ends with the first mail that does not go out."""
    requeue_due()
    while True:
        sent, failed, _requeued = send_queued()
        if failed or not sent:
            return


def requeue_due():
    """Give what failed another chance once its pause is over."""
    now = timezone.now()
    for attempt, pause in enumerate(PAUSES):
        Email.objects.filter(
            status=STATUS.failed, number_of_retries=attempt, last_updated__lte=now - pause
        ).update(status=STATUS.queued, number_of_retries=attempt + 1)


def retry(emails):
    """Send ``emails`` in the next round, as if for the first time; return how many."""
    return emails.filter(status=STATUS.failed).update(
        status=STATUS.queued, number_of_retries=0, last_updated=timezone.now()
    )


def next_attempt(email):
    """Return when a failed mail is tried again, or None when nobody tries any more."""
    attempts = email.number_of_retries or 0
    return email.last_updated + PAUSES[attempts] if attempts < len(PAUSES) else None


def purge():
    """Forget old mail, which holds names and links that have long expired; return how much."""
    now = timezone.now()
    old = Q(status=STATUS.sent, last_updated__lt=now - _KEEP_SENT) | Q(
        status=STATUS.failed, last_updated__lt=now - _KEEP_FAILED
    )
    _all, by_model = Email.objects.filter(old).delete()
    return by_model.get(Email._meta.label, 0)
