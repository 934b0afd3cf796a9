"""What has to happen whoever deletes a record."""

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from .models import Adjunto


@receiver(post_delete, sender=Adjunto)
def delete_file(sender, instance, **kwargs):
    """Once it is sure: a file that is gone cannot come back when the rest of it fails."""
    archivo = instance.archivo
    transaction.on_commit(lambda: archivo.storage.delete(archivo.name))
