"""Signal handlers that update confirmations and the search index when a trámite is published."""

from django.dispatch import receiver
from wagtail.search import index
from wagtail.signals import page_published

from .confirmacion import keep_confirmed
from .models import TramiteLocalPage, TramitePage


@receiver(page_published, sender=TramitePage)
def on_publication(sender, instance, revision, **kwargs):
    if revision is not None:
        keep_confirmed(instance, revision)
    for page in TramiteLocalPage.objects.filter(canonico=instance):
        index.insert_or_update_object(page)
