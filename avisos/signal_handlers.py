"""Signal handlers that store messages about an aviso, in the transaction that changes it."""

from django.conf import settings
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished

from .mensajes import forget_private, send_published, send_withdrawn
from .models import AvisoPage


def _is_original(aviso):
    return aviso.locale.language_code == settings.LANGUAGE_CODE


@receiver(page_published, sender=AvisoPage)
def on_publication(sender, instance, **kwargs):
    if _is_original(instance):
        send_published(instance)


@receiver(page_unpublished, sender=AvisoPage)
def on_withdrawal(sender, instance, **kwargs):
    """Store the cancellation; Wagtail also sends this signal before it deletes a live page."""
    if _is_original(instance):
        send_withdrawn(instance)


@receiver(pre_delete, sender=AvisoPage)
def on_deletion(sender, instance, **kwargs):
    if _is_original(instance):
        forget_private(instance)
