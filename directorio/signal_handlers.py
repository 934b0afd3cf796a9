from django.dispatch import receiver
from wagtail.signals import page_published

from .informes import close_checked
from .models import EntidadPage


@receiver(page_published, sender=EntidadPage)
def close_reports(sender, instance, **kwargs):
    close_checked(instance)
