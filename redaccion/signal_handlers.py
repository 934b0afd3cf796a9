from functools import partial

from django.core.signals import request_started
from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.signals import page_published

from base.models import PortalSettings

from .preparadas import on_request, prepare_now, prepare_portal

request_started.connect(on_request)


@receiver(page_published)
def on_published(sender, instance, **kwargs):
    transaction.on_commit(partial(prepare_now, instance), robust=True)


@receiver(post_save, sender=PortalSettings)
def on_settings(sender, instance, **kwargs):
    transaction.on_commit(partial(prepare_portal, instance), robust=True)
