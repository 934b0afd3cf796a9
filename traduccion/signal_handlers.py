"""Updates translations when their original is published or withdrawn, or their source updated."""

from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished
from wagtail_localize.models import TranslationSource

from .paginas import anotar_actualizacion, anotar_cambio
from .seguimiento import llevar_datos, retirar_traducciones


@receiver(page_published)
def on_publication(sender, instance, **kwargs):
    anotar_cambio(instance)
    llevar_datos(instance)


@receiver(pre_save, sender=TranslationSource)
def on_update(sender, instance, **kwargs):
    anotar_actualizacion(instance)


@receiver(page_unpublished)
def on_withdrawal(sender, instance, **kwargs):
    retirar_traducciones(instance)
