"""Metrics of the mail queue for monitoring."""

from post_office.models import STATUS, Email

from servidor.metrics import waiting


def gauges():
    queued = Email.objects.filter(status__in=[STATUS.queued, STATUS.requeued])
    yield from waiting("mail", "Mail in the queue", queued, "created")
