"""Signal handlers: what must happen however a record is deleted."""

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from .models import Adjunto


@receiver(post_delete, sender=Adjunto)
def delete_file(sender, instance, **kwargs):
    """Delete the file on commit: a rollback could not bring a deleted file back."""
    archivo = instance.archivo
    transaction.on_commit(lambda: archivo.storage.delete(archivo.name))
