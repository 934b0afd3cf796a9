"""Updates translations when their original is published or withdrawn, or their source updated."""

from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished
from wagtail_localize.models import TranslationSource

from .paginas import note_change, note_update
from .seguimiento import carry_data, withdraw_translations


@receiver(page_published)
def on_publication(sender, instance, **kwargs):
    note_change(instance)
    carry_data(instance)


@receiver(pre_save, sender=TranslationSource)
def on_update(sender, instance, **kwargs):
    note_update(instance)


@receiver(page_unpublished)
def on_withdrawal(sender, instance, **kwargs):
    withdraw_translations(instance)
