"""Keeps confirmations in step with what is published."""

from django.dispatch import receiver
from wagtail.signals import page_published

from .confirmacion import keep_confirmed
from .models import TramitePage


@receiver(page_published, sender=TramitePage)
def on_publication(sender, instance, revision, **kwargs):
    if revision is not None:
        keep_confirmed(instance, revision)
