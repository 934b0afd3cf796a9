"""The mail queue: sent in rounds, retried with growing pauses, never during a request."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from post_office import EmailBackend
from post_office.mail import send_queued
from post_office.models import STATUS, Email

# After the last pause an administrator decides, in the report «Correos que no salieron».
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 4 * 60, 12 * 60)]
_KEEP_SENT = timedelta(days=7)
_KEEP_FAILED = timedelta(days=30)


class QueueBackend(EmailBackend):
    """Puts every mail into the queue, with the header that keeps autoresponders silent."""

    def send_messages(self, email_messages):
        for message in email_messages:
            message.extra_headers.setdefault("Auto-Submitted", "auto-generated")
        return super().send_messages(email_messages)


def send_mail_queue():
    """Send the mails that are due; stop after the first batch in which a mail fails."""
    requeue_due()
    while True:
        sent, failed, _requeued = send_queued()
        if failed or not sent:
            return


def requeue_due():
    """Put failed mails back into the queue once their pause is over."""
    now = timezone.now()
    for attempt, pause in enumerate(PAUSES):
        Email.objects.filter(
            status=STATUS.failed, number_of_retries=attempt, last_updated__lte=now - pause
        ).update(status=STATUS.queued, number_of_retries=attempt + 1)


def retry(emails):
    """Put failed mails of ``emails`` back into the queue, with all attempts; return how many."""
    return emails.filter(status=STATUS.failed).update(
        status=STATUS.queued, number_of_retries=0, last_updated=timezone.now()
    )


def next_attempt(email):
    """Return when a failed mail is retried, or None after the last attempt."""
    attempts = email.number_of_retries or 0
    return email.last_updated + PAUSES[attempts] if attempts < len(PAUSES) else None


def purge():
    """Delete old mails, which hold names and expired links; return how many."""
    now = timezone.now()
    old = Q(status=STATUS.sent, last_updated__lt=now - _KEEP_SENT) | Q(
        status=STATUS.failed, last_updated__lt=now - _KEEP_FAILED
    )
    _all, by_model = Email.objects.filter(old).delete()
    return by_model.get(Email._meta.label, 0)
